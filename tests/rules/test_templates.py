"""Templates show what they are given: no query, no sum, no unchecked markup, no text outside the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask
from jinja2 import Environment, nodes

from app.config import ROOT
from tests.rules.house import name_of

TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
QUERIES = {"query", "execute", "scalar", "scalars", "session", "db", "select"}
CALCULATIONS = {"sum"}
NAMES = {"Suara"}
READ_ALOUD = {"alt", "aria-label", "content", "placeholder", "title"}
_ATTRIBUTE = re.compile(r'[a-z-]+="[^"]*"')
_WORD = re.compile(r"[A-Za-z]*[a-z][A-Za-z]+")  # abbreviations such as IKM are the same in every language


@pytest.fixture(scope="module")
def parsed(bare_app: Flask) -> dict[str, nodes.Template]:
    return {name_of(path): _parse(bare_app.jinja_env, path.read_text(encoding="utf-8")) for path in TEMPLATES}


def _parse(environment: Environment, source: str) -> nodes.Template:
    return environment.parse(source)


def unused_imports(template: nodes.Template) -> set[str]:
    imported = {
        name if isinstance(name, str) else name[1]
        for node in template.find_all(nodes.FromImport)
        for name in node.names
    }
    imported |= {node.target for node in template.find_all(nodes.Import)}
    return imported - {node.name for node in template.find_all(nodes.Name)}


def work_of_others(template: nodes.Template) -> set[str]:
    """Names of queries and calculations, which belong to the domain and to analytics."""
    names = {node.name for node in template.find_all(nodes.Name)} | {
        node.attr for node in template.find_all(nodes.Getattr)
    }
    return names & QUERIES | {node.name for node in template.find_all(nodes.Filter)} & CALCULATIONS


def unexplained_markup(source: str) -> list[str]:
    """Lines that switch escaping off without a comment that says why."""
    off = re.compile(r"\|\s*safe\b|autoescape\s+false")
    return [line.strip() for line in source.splitlines() if off.search(line) and "{#" not in line]


def untranslated(template: nodes.Template) -> list[str]:
    """Words that stand in the page itself, not in the catalogue."""
    reader = _Words()
    reader.feed("".join(_written(template)))
    return [word for text in reader.texts for word in _WORD.findall(text) if word not in NAMES]


def _written(node: nodes.Node) -> Iterator[str]:
    """The template's own text in its order, with a mark for each value put in."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif isinstance(node, nodes.Output):
            yield "·"
        else:
            yield from _written(child)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value or "" for name, value in attrs if name in READ_ALOUD and tag != "meta"]

    def handle_data(self, data: str) -> None:
        self.texts.append(_ATTRIBUTE.sub("", data))  # a macro may give attributes alone


def test_every_imported_macro_is_used(parsed: dict[str, nodes.Template]) -> None:
    found = {name: unused_imports(template) for name, template in parsed.items()}
    assert {name: unused for name, unused in found.items() if unused} == {}


def test_templates_ask_and_calculate_nothing(parsed: dict[str, nodes.Template]) -> None:
    found = {name: work_of_others(template) for name, template in parsed.items()}
    assert {name: work for name, work in found.items() if work} == {}


def test_markup_that_is_not_escaped_says_why() -> None:
    found = {name_of(path): unexplained_markup(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_every_word_of_a_page_is_in_the_catalogue(parsed: dict[str, nodes.Template]) -> None:
    bilingual = "templates/emails/"  # a mail goes to people whose language nobody has asked yet, and is written in both
    found = {name: untranslated(template) for name, template in parsed.items() if not name.startswith(bilingual)}
    assert {name: words for name, words in found.items() if words} == {}


def test_faults_are_seen(bare_app: Flask) -> None:
    source = """{% from "components/forms.html" import field, button %}{{ button(_("Kirim")) }}
    <p title="Lihat">Halo {{ name }} {{ items|sum }} IKM {{ db.session.scalars(x) }}</p>"""
    template = _parse(bare_app.jinja_env, source)
    assert unused_imports(template) == {"field"}
    assert work_of_others(template) == {"sum", "db", "session", "scalars"}
    assert untranslated(template) == ["Lihat", "Halo"]
    assert unexplained_markup("{{ a|safe }}\n{{ b|safe }}{# made by our own macro #}") == ["{{ a|safe }}"]
