"""What a library writes as if into a file, given away piece by piece."""


class Outbox:
    """A file in which only what nobody has taken yet is kept."""

    def __init__(self):
        self.pieces: list[bytes] = []

    def write(self, data) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self):
        pass

    def take(self) -> bytes:
        taken, self.pieces = b"".join(self.pieces), []
        return taken
