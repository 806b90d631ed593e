"""The parts of a DOCX file, opened as what it is: a ZIP archive of XML that a stranger has packed."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from posixpath import dirname, join
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException, ElementTree

from surveys.documents.limits import refused

if TYPE_CHECKING:  # only the name of the type; defusedxml reads
    from xml.etree.ElementTree import Element  # nosec B405

LARGEST_FILE = 20_000_000  # bytes
LARGEST_PART = 20_000_000  # bytes of one unpacked XML part; 2 MB of text fill as much
LARGEST_WHOLE = 300_000_000  # bytes of all parts, pictures too, though they are never unpacked
MOST_ENTRIES = 5_000
MOST_MARKS = 1_000_000  # "<" or "=" in a part: half a million elements, each some 200 bytes in memory

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Word files, and encrypted new ones
_BROKEN = (BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError, struct.error, zlib.error)


class Package:
    """An archive whose sizes and kinds have been checked. Raises RefusedFile in everything it does."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST_FILE:
            raise refused("file-too-large", LARGEST_FILE)
        if data.startswith(_OLE):
            raise refused("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old-word")
        if data[:1024].lstrip().startswith(b"%PDF-"):
            raise refused("pdf")
        try:
            self._archive = ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise refused("not-docx") from error
        entries = self._archive.infolist()
        _check(entries)
        self._entries = {entry.filename: entry for entry in entries}
        if b"macroEnabled" in self._bytes("[Content_Types].xml"):
            raise refused("macros")
        self.main = self._main()

    def xml(self, name: str) -> Element | None:
        """The root of a part, or None if there is no such part."""
        return _parsed(self._bytes(name)) if name in self._entries else None

    def beside(self, name: str) -> Element | None:
        """A part in the folder of the main one."""
        return self.xml(join(dirname(self.main), name))

    def _main(self) -> str:
        relations = self.xml("_rels/.rels")
        for relation in () if relations is None else relations:
            target = relation.get("Target", "").lstrip("/")
            if relation.get("Type", "").endswith("/officeDocument") and target in self._entries:
                return target
        raise refused("not-docx")

    def _bytes(self, name: str) -> bytes:
        try:
            with self._archive.open(self._entries[name]) as part:
                data = part.read(LARGEST_PART + 1)
        except (KeyError, *_BROKEN) as error:
            raise refused("not-docx") from error
        if len(data) > LARGEST_PART:
            raise refused("unpacks-too-large", LARGEST_PART, name[:100])
        return data


def _check(entries: list[ZipInfo]) -> None:
    if any(entry.filename.lower().endswith(("vbaproject.bin", "vbadata.xml")) for entry in entries):
        raise refused("macros")
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused("encrypted")
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise refused("unpacks-too-large", LARGEST_WHOLE)
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise refused("not-docx")


def _parsed(data: bytes) -> Element:
    if data.count(b"<") > MOST_MARKS or data.count(b"=") > MOST_MARKS:
        raise refused("too-many-marks", MOST_MARKS)
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise refused("entities") from error
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise refused("not-docx") from error
    return root
