"""A questionnaire's texts to and from a translator: XLIFF 2.0 and CSV.

XLIFF: OASIS Standard XLIFF 2.0, one unit a text; the unit's name is the text's key (surveys.translation). Its state is
`initial` without a translation, `final` with one, and `translated` with the sub-state OLD once the source changed; who
sets that to `reviewed` or `final` says that the translation is still right.
CSV: columns `key`, the source language's tag, the target language's tag.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree import ElementTree as Xml  # nosec B405  # it only writes; defusedxml reads

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from surveys.definition import Questionnaire
from surveys.errors import Problem, RefusedFile
from surveys.interchange import delimited
from surveys.translation import SOURCE, aged, made_from, still_right, texts, translated

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
LARGEST_FILE = 5 * 2**20  # bytes
KEY = "key"
OLD = "suara:source-changed"
_CONFIRMED = frozenset({"reviewed", "final"})
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Translations:
    """What a file brings: key -> text in `language`, and the source text that each was made from.

    `confirmed`: the keys of the translations that somebody called right.
    """

    language: str
    texts: Mapping[str, str]
    sources: Mapping[str, str]
    confirmed: frozenset[str] = frozenset()

    def unknown(self, questionnaire: Questionnaire) -> list[str]:
        """The keys that the questionnaire doesn't have (any more)."""
        known = texts(questionnaire)
        return [key for key in self.texts if key not in known]

    def outdated(self, questionnaire: Questionnaire) -> list[str]:
        """The keys whose source text was changed since the file was made."""
        known = texts(questionnaire)
        return [key for key, source in self.sources.items() if key in known and known[key].get(SOURCE, "") != source]

    def put_into(self, questionnaire: Questionnaire) -> Questionnaire:
        """The questionnaire with these translations. Those of another source text than that of now count as old;
        old ones that were confirmed don't any longer. Raises InvalidEntry as translation.translated does."""
        changed = translated(questionnaire, self.language, self.texts)
        changed = still_right(changed, self.language, self.confirmed)
        old = [key for key in self.outdated(questionnaire) if key in self.texts]
        return made_from(changed, self.language, {key: self.sources[key] for key in old})


def xliff(questionnaire: Questionnaire, language: str) -> bytes:
    """The texts as an XLIFF 2.0 document from the source language to `language`."""
    Xml.register_namespace("", NAMESPACE)
    root = Xml.Element(_name("xliff"), {"version": "2.0", "srcLang": SOURCE, "trgLang": language})
    file = Xml.SubElement(root, _name("file"), {"id": "questionnaire", _XML_SPACE: "preserve"})
    old = aged(questionnaire, language)
    for number, (key, text) in enumerate(texts(questionnaire).items(), start=1):
        unit = Xml.SubElement(file, _name("unit"), {"id": f"t{number}", "name": key})
        target = text.get(language, "")
        state = {"state": "translated", "subState": OLD} if key in old else {"state": "final" if target else "initial"}
        segment = Xml.SubElement(unit, _name("segment"), state)
        Xml.SubElement(segment, _name("source")).text = text.get(SOURCE, "")
        Xml.SubElement(segment, _name("target")).text = target
    Xml.indent(file, level=1)
    for segment in root.iter(_name("segment")):
        segment.text = segment.tail = None
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def read_xliff(data: bytes) -> Translations:
    """The translations in an XLIFF 2 document; segments of a unit are joined, inline marks dropped.

    Raises RefusedFile: too large, not XML (or XML that defines entities), not XLIFF 2, no target language.
    """
    if len(data) > LARGEST_FILE:
        raise RefusedFile(Problem("", "too-large", limit=str(LARGEST_FILE)))
    try:
        root = fromstring(data)
    except ParseError as error:
        raise RefusedFile(Problem("", "not-xml", found=str(error)[:100]), error.position[0]) from error
    except (DefusedXmlException, ValueError, LookupError) as error:
        raise RefusedFile(Problem("", "not-xml", found=type(error).__name__)) from error
    if not root.tag.startswith("{urn:oasis:names:tc:xliff:document:2."):
        raise RefusedFile(Problem("", "not-xliff", found=root.tag[:100]))
    if not root.get("trgLang"):
        raise RefusedFile(Problem("trgLang", "missing-column"))
    namespace = root.tag.removesuffix("xliff")
    units = {unit.get("name") or "": unit for unit in root.iter(f"{namespace}unit")}
    targets = {key: _joined(unit, f"{namespace}target") for key, unit in units.items() if key}
    sources = {key: _joined(unit, f"{namespace}source") for key, unit in units.items() if key}
    confirmed = frozenset(key for key, unit in units.items() if _is_confirmed(unit, f"{namespace}segment"))
    return Translations(
        root.get("trgLang", ""), {key: text for key, text in targets.items() if text}, sources, confirmed
    )


def csv_text(questionnaire: Questionnaire, language: str) -> bytes:
    """The texts as CSV for a spreadsheet: UTF-8 with a byte order mark."""
    rows = [[KEY, SOURCE, language]]
    rows += [[key, text.get(SOURCE, ""), text.get(language, "")] for key, text in texts(questionnaire).items()]
    file = io.StringIO(newline="")
    delimited.write(([_inert(cell) for cell in row] for row in rows), file)
    return file.getvalue().encode("utf-8-sig")


def read_csv(file: BinaryIO) -> Translations:
    """The translations in a CSV file as `csv_text` writes it. Raises RefusedFile."""
    layout = delimited.inspect(file)
    languages = [name for name in layout.header if name not in (KEY, SOURCE)]
    if KEY not in layout.header or len(languages) != 1:
        raise RefusedFile(Problem(KEY, "missing-column", found=", ".join(layout.header)[:100]), layout.header_line)
    rows = dict(_rows(file, layout, languages[0]))
    targets = {key: target for key, (_, target) in rows.items() if target}
    return Translations(languages[0], targets, {key: source for key, (source, _) in rows.items()})


def _rows(file: BinaryIO, layout: delimited.Layout, language: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for record in delimited.records(file, layout):
        cells = dict(zip(layout.header, map(_active, record.cells), strict=False))
        yield cells.get(KEY, ""), (cells.get(SOURCE, ""), cells.get(language, "").strip())


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "'")) else cell


def _active(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _joined(unit: Xml.Element, tag: str) -> str:
    return "".join("".join(part.itertext()) for part in unit.iter(tag)).strip()


def _is_confirmed(unit: Xml.Element, tag: str) -> bool:
    """Whether all its segments are; a program that sets a state may leave our sub-state, which speaks of another."""
    segments = list(unit.iter(tag))
    return bool(segments) and all(segment.get("state") in _CONFIRMED for segment in segments)
