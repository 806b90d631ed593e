"""Texts made to be expensive: each has its answer, and none of them is a stack trace."""

import pytest

from surveys.documents import Document, Passage, dump, from_html, from_markdown, from_regulation, guess, load
from surveys.errors import RefusedFile
from tests.surveys.documents.drafts import assert_safe

READERS = (from_markdown, from_html, from_regulation, guess)
MILLION = 1_000_000


def _code(reader, text: str) -> str:
    """What the text was refused for, "" if it was read."""
    try:
        document = reader(text)
    except RefusedFile as error:
        return error.problem.code
    assert_safe(document)
    return ""


@pytest.mark.parametrize("reader", READERS)
def test_two_million_characters_are_the_end(reader):
    assert _code(reader, "a b " * 500_001) == "too-large"
    assert _code(reader, "a\n" * 50_001) == "too-many-lines"
    assert _code(reader, " \n\t\0") == "no-text"


def test_more_than_three_thousand_passages():
    assert _code(from_html, "<p>a" * 3_001) == "too-many-passages"
    articles = "\n\n".join(f"Pasal {number}" for number in range(1, 3_002))
    assert [_code(reader, articles) for reader in (from_markdown, from_regulation, guess)] == ["too-many-passages"] * 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- " * 10_000 + "x", "too-deep"),
        ("> " * 10_000 + "x", "too-deep"),
        (">" * MILLION, "too-many-marks"),
        ("> a\n" * 40_000, "too-many-marks"),
        ("- butir\n" * 40_000, "too-large"),
        ("".join("  " * (line % 18) + "- x\n" for line in range(40_000)), "too-large"),
        ("|a|b|\n|-|-|\n" + "|a|b|\n" * 45_000, "too-many-marks"),
        ("\n".join("  " * depth + "- x" for depth in range(1_000)), "too-deep"),
        ("[" * MILLION, "too-many-marks"),
        ("![" * 40_000, "too-many-marks"),
        ("[](" * 20_000, "too-many-marks"),
        (("[" * 1_900 + "\n\n") * 50, "too-many-marks"),
        ("*a **b " * 50_000, "too-many-marks"),
        ("`" * MILLION, "too-many-marks"),
        ("|a" * 9_000 + "\n" + "|-" * 9_000 + "\n" + "|b\n" * 5, "too-many-cells"),
        ("|a" * 9_000 + "\n" + "|-" * 9_000 + "\n" + "|b\n" * 300, "too-large"),
        ("kata " * 30_000, "passage-too-long"),
        ("=" * MILLION, "passage-too-long"),
        ("#" * MILLION, "passage-too-long"),
        ("- " * 18 + "x", ""),
    ],
)
def test_markdown(text, code):
    assert _code(from_markdown, text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<ul><li>" * 10_000, "too-deep"),
        ("<UL\n><li>" * 10_000, "too-deep"),
        ("<table><tr><td>" * 10_000, "too-deep"),
        ("<svg>" + "<td>" * 10_000, "too-deep"),
        ("<div>" * 40 + "dalam", ""),
        ("<p>" * 100_001, "too-many-marks"),
        ("</p>" * 100_001, "too-many-marks"),
        ("<" * MILLION, "too-many-marks"),
        ("<p " + "".join(f"a{n} " for n in range(40_000)) + ">x", "too-many-marks"),
        ('<p x="<" ' + "".join(f"a{n}=''" for n in range(20_000)) + ">x", "too-many-marks"),
        ("<p>" + "kata " * 30_000, "passage-too-long"),
    ],
)
def test_html(text, code):
    assert _code(from_html, text) == code


@pytest.mark.parametrize(
    "piece",
    [
        "Menimbang : ",
        "(1) ",
        "a. ",
        "LAMPIRAN I ",
        "Bagian Kesatu ",
        ". ",
        "a-\n",
        "(",
        "x:\n1. y:\na. z:\n",
        "Pasal 1\n",
        "- ",
        "…",
    ],
)
def test_regulations(piece):
    text = "Pasal 1\nPasal 2\n" + (piece * (400_000 // len(piece)) if "\n" not in piece else piece * 6_000)
    assert _code(from_regulation, text) in ("", "passage-too-long", "too-many-passages", "too-many-lines")


def test_what_cannot_be_stored_is_left_out():
    document = from_markdown("a\0b \ud800 c\x07\u2028d")
    assert document.passages[0].text == "ab ? c d"
    assert load(dump(document)) == document


def test_a_document_with_a_nul_is_never_written():
    with pytest.raises(ValueError, match="NUL"):
        dump(Document((Passage("paragraph", "\0", ""),)))
