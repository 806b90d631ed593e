"""A page kept as ready bytes in which one short secret varies.

Compressing a page for each visit would cost more than all else, and compressing a secret beside other
text leaks it through the length. So the page is compressed once, in two halves, and the secret
goes between them as an uncompressed block: together one valid gzip member (RFC 1951, RFC 1952).
"""

from __future__ import annotations

import secrets
import struct
import zlib

# Stands in the rendered page where the secret goes. Nobody can know it and write it into a text of the page.
MARK = f"@@{secrets.token_hex(16)}@@"
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_RAW = -zlib.MAX_WBITS


class SplicedPage:
    """A rendered page with `MARK` exactly once in it."""

    def __init__(self, html: str) -> None:
        head, tail = html.split(MARK)
        self._head, self._tail = head.encode(), tail.encode()
        self._head_crc = zlib.crc32(self._head)
        self._packed_head = _HEADER + _deflate(self._head, zlib.Z_FULL_FLUSH)
        self._packed_tail = _deflate(self._tail, zlib.Z_FINISH)

    def plain(self, secret: str) -> bytes:
        return self._head + secret.encode() + self._tail

    def gzip(self, secret: str) -> bytes:
        """The page as one gzip member. `secret` must be shorter than 64 KiB."""
        text = secret.encode()
        checksum = zlib.crc32(self._tail, zlib.crc32(text, self._head_crc))
        size = len(self._head) + len(text) + len(self._tail)
        block = struct.pack("<BHH", 0, len(text), len(text) ^ 0xFFFF) + text
        return self._packed_head + block + self._packed_tail + struct.pack("<LL", checksum, size & 0xFFFFFFFF)


def _deflate(data: bytes, flush: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9)
    return packer.compress(data) + packer.flush(flush)
