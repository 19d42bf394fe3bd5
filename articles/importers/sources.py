"""Opening the files articles come from, whatever is in them."""

import codecs
from contextlib import contextmanager
from pathlib import Path

SNIFFED = 4096  # bytes
MARKS = {  # byte order marks; the longer first, since one is the beginning of another
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class SourceError(Exception):
    """A file that cannot be read as what it should be; the message says why."""

    def __init__(self, reason: str, line: int = 0):
        super().__init__(reason)
        self.line = line


def content(path: Path, most: int) -> bytes:
    """All of a file. Raises SourceError if it is empty, binary or of more than `most` bytes."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    encoding_of(data[:SNIFFED])
    if len(data) > most:
        raise SourceError(f"it has more than {most:,} bytes")
    return data


def text(path: Path, most: int) -> str:
    """All of a text file, its line ends as `\\n`. Raises SourceError also if it is not UTF-8.

    UTF-16 and UTF-32 are read when the file begins with their byte order mark.
    """
    data = content(path, most)
    try:
        return "\n".join(data.decode(encoding_of(data[:SNIFFED])).splitlines())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError("it is not UTF-8; save it in that encoding", line) from error


@contextmanager
def opened(path: Path):
    """A text file for reading line by line, its line ends as they are.

    Bytes that are not in the file's encoding become lone surrogates (see `is_decoded`), so
    that one bad line costs no other.
    """
    with path.open("rb") as file:
        encoding = encoding_of(file.read(SNIFFED))
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as lines:
        yield lines


def is_decoded(value: str) -> bool:
    """Whether every byte of text from an `opened` file was in the file's encoding."""
    return value.isascii() or not any("\udc80" <= character <= "\udcff" for character in value)


def encoding_of(beginning: bytes) -> str:
    """The encoding of a file that begins so. Raises SourceError if it is empty or binary."""
    mark = next(filter(beginning.startswith, MARKS), b"")
    if not beginning.removeprefix(mark).strip():
        raise SourceError("it is empty")
    if not mark and b"\0" in beginning:
        raise SourceError("it is a binary file")
    return MARKS.get(mark, "utf-8")
