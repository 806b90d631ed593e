"""One passage changed by hand: what stands in the form makes the same passage again, and headings stay headings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from surveys.documents import Document, from_html, from_markdown, from_regulation, replaced, source, written

PERDA = from_regulation(Path(__file__).with_name("perda.txt").read_text())
MARKED = from_markdown(
    "# Judul\n\nSatu **dua** [x](https://a.id) *c* & d\n\n- a\n- **b**\n\n1. x\n2. y\n\n> kutip\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n"
)


NESTED = from_markdown(
    "- satu\n  1. **a** & b\n     - dalam\n     - sekali\n  2. c\n- dua\n  - tiga\n\nantara\n\n"
    "12. dua belas\n    - x\n13. tiga belas\n\nantara\n\n- - kosong di luar\n  - y\n"
)


@pytest.mark.parametrize("document", [PERDA, MARKED, NESTED], ids=["regulation", "markdown", "lists"])
def test_a_passage_saved_as_it_stands_stays_as_it_was(document: Document) -> None:
    for place, passage in enumerate(document.passages):
        saved = replaced(document, passage, written(passage, source(passage).replace("\n", "\r\n"))).passages
        assert len(saved) == len(document.passages)
        made = replace(saved[place], html=saved[place].html.replace("<br> ", "<br>"))  # a space that nobody sees
        assert made == passage


def test_an_article_keeps_its_heading_when_its_words_change() -> None:
    document = from_regulation("BAB I\nUMUM\n\nPasal 1\nSampah diangkut.\n\nPasal 2\nBerlaku besok.")
    _bab, article, _last = document.passages
    for text in ("Pasal 1\nDiangkut **Selasa**.", "Pasal 1\n\nDiangkut **Selasa**.", "Diangkut **Selasa**."):
        changed = replaced(document, article, written(article, text)).passages[1]
        assert changed.html == "<h3>Pasal 1</h3><p>Diangkut <strong>Selasa</strong>.</p>", text
        assert (changed.text, changed.id, changed.number) == ("Pasal 1\nDiangkut Selasa.", "pasal-1", "Pasal 1")


def test_a_chapter_keeps_its_two_lines() -> None:
    document = from_regulation("BAB I\nUMUM\n\nPasal 1\nSampah diangkut.\n\nPasal 2\nBerlaku besok.")
    chapter = document.passages[0]
    changed = replaced(document, chapter, written(chapter, "BAB I\nKETENTUAN <b>UMUM</b>")).passages[0]
    assert changed.html == "<h2>BAB I<br>KETENTUAN &lt;b&gt;UMUM&lt;/b&gt;</h2>"


def test_what_is_typed_behind_an_article_becomes_passages_of_its_own() -> None:
    document = from_regulation("Pasal 1\nSampah diangkut.\n\nPasal 2\nBerlaku besok.")
    article = document.passages[0]
    made = written(article, "Pasal 1\nSatu.\n\nDua.")
    assert [passage.text for passage in made] == ["Pasal 1\nSatu.", "Dua."]


def test_a_list_in_a_list_is_written_as_one() -> None:
    inner = NESTED.passages[0]
    assert source(inner) == "- satu\n  1. **a** & b\n     - dalam\n     - sekali\n  1. c\n- dua\n  - tiga"
    changed = replaced(NESTED, inner, written(inner, source(inner).replace("sekali", "lagi"))).passages[0]
    assert changed.html == inner.html.replace("sekali", "lagi")


def test_lists_that_nobody_writes_can_be_edited_too() -> None:
    odd = {
        '<ol start="-5"><li>a</ol>': "1. a",
        '<ol start="7"><li>a<li>b</ol>': "7. a\n7. b",
        "<ul><ul><li>a</ul></ul>": "  - a",
        "<ul><li>a<ul><li>b</ul>c</ul>": "- a\n  - b\nc",
        "<ul>x<li>a</ul>": "x\n- a",
    }
    assert {html: source(from_html(html).passages[0]) for html in odd} == odd
