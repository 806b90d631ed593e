"""Every text of the interface is in the catalogue, translated, with the same places for values."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from app.config import ROOT
from app.i18n import DEFAULT, LANGUAGES

KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2)}  # as in the Makefile
OTHERS = sorted(set(LANGUAGES) - {DEFAULT})
_PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")

Id = str | tuple[str, ...]


def extracted() -> dict[Id, str]:
    """The texts in code and templates, each with the place where it stands first."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods = [
        (pattern, mapping["method"])
        for mapping in mappings
        for pattern in ([mapping["pattern"]] if isinstance(mapping["pattern"], str) else mapping["pattern"])
    ]
    found: dict[Id, str] = {}
    for file, line, message, _comments, _context in extract_from_dir(ROOT, methods, keywords=KEYWORDS):
        found.setdefault(message, f"{file}:{line}")
    return found


def catalogue(language: str) -> Catalog:
    with (ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def places(text: str) -> set[str]:
    return {"".join(match) for match in _PLACES.findall(text)}


def fault(message: Message | None) -> str:
    """What is wrong with a translation; empty when nothing is."""
    if message is None:
        return "missing"
    texts = [message.string] if isinstance(message.string, str) else list(message.string)
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    if message.fuzzy or not all(texts):
        return "not translated"
    # One form of a plural may leave the number out ("one answer"); the last must name it.
    return "" if places(ids[-1]) == places(texts[-1]) else "other places for values"


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    known = {_key(message.id): message for message in catalogue(language)}
    faults = {f"{place}: {text}": fault(known.get(_key(text))) for text, place in extracted().items()}
    assert faults
    assert {text: wrong for text, wrong in faults.items() if wrong} == {}


def hidden(source: str) -> list[int]:
    """The lines where a text stands within an f-string: before Python 3.12 nothing that collects texts finds it."""
    strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    calls = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS]


def test_no_text_is_hidden_from_the_catalogue() -> None:
    sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py")}
    assert {path: lines for path, source in sources.items() if (lines := hidden(source))} == {}
    assert hidden("first = 1\nf\"{_('Kirim')} {first}\"") == [2]


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_left_over(language: str) -> None:
    used = {_key(text) for text in extracted()}
    assert [message.id for message in catalogue(language) if message.id and _key(message.id) not in used] == []


def _key(text: Any) -> str:
    """A plural is known by its first form."""
    return text if isinstance(text, str) else text[0]


def test_a_bad_translation_is_seen() -> None:
    assert fault(None) == "missing"
    assert fault(Message("Kirim", "")) == "not translated"
    assert fault(Message("Kirim", "Send", flags=["fuzzy"])) == "not translated"
    assert fault(Message("%(n)s hari", "%(m)s days")) == "other places for values"
    assert fault(Message("Kirim", "Send")) == ""
