"""Picture files for tests: proper ones of any kind, and hostile ones."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="9" height="9"/></svg>'


def file(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **saved: Any) -> bytes:
    """A file that shows a disc on a ground."""
    image = Image.new(mode, size)
    ImageDraw.Draw(image).ellipse((2, 2, size[1], size[1] - 2), fill=1 if mode in ("1", "L", "P", "I;16") else "teal")
    return written(image, kind, **saved)


def written(image: Image.Image, kind: str, **saved: Any) -> bytes:
    drawn = io.BytesIO()
    image.save(drawn, kind, **saved)
    return drawn.getvalue()


def bomb(side: int = 20_000) -> bytes:
    """A proper PNG of `side` × `side` white pixels, one bit each: small as a file, huge once unpacked."""
    row = zlib.compressobj(9)
    packed = b"".join(row.compress(b"\0" + b"\xff" * (side // 8)) for _ in range(side)) + row.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def with_text(text: bytes, packed: bool = False) -> bytes:
    """A PNG that says something besides what it shows."""
    plain = file()
    said = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(text)) if packed else _chunk(b"tEXt", b"Comment\0" + text)
    return plain[:33] + said + plain[33:]  # behind the signature and the header


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
