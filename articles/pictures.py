"""Pictures from elsewhere, made anew: nothing of the file that came is kept but what it shows."""

from io import BytesIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 50_000_000
LEAST_SIDE = 200  # pixels: what is smaller is a logo
LONGEST_SIDE = 2400
QUALITY = 85


def redrawn(data: bytes) -> bytes:
    """The picture in a file as a JPEG, upright, not too large, without metadata.

    Raises ValueError, with the reason, for what is no picture or of no use. Takes 150 MB for the
    largest, and about a second.
    """
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError("it has too many pixels")
            if min(picture.size) < LEAST_SIDE:
                raise ValueError("it is too small for a photo")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            file = BytesIO()
            upright.save(file, "JPEG", quality=QUALITY)
            return file.getvalue()
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("it is not a picture that can be read") from error
