"""What holds for any text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from surveys.documents import (
    Document,
    Passage,
    difference,
    dump,
    from_html,
    from_markdown,
    from_regulation,
    guess,
    load,
    revise,
)
from surveys.documents.difference import ADDED, KEPT, REMOVED, runs
from surveys.errors import RefusedFile
from tests.surveys.documents.drafts import PERDA, assert_safe, ids

MARKS = [
    "# ",
    "## ",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "|",
    "\n|-|-|\n",
    "*",
    "**",
    "_",
    "`",
    "[a](http://b)",
    "[",
    "](",
]
HOSTILE = [
    "<script>",
    "</p>",
    "<p>",
    "<b>",
    "</b>",
    "<table>",
    "<td>",
    "<li>",
    "<ul>",
    "<svg>",
    "<style>",
    "<!--",
    "-->",
]
WORDS = ["kata", " sampah", " ", "\0", "\ud800", "é", "😀", "&lt;", "&", '"', "<a href='javascript:x'>", "<h1>", "<h6>"]
NUMBERS = [
    "\nBAB I\n",
    "\nPasal 1\n",
    "\nPasal 2\n",
    "\n(1) ",
    "\n(2) ",
    "\na. ",
    "\nb. ",
    "\n1. ",
    "\n2. ",
    ":",
    ".",
    ";",
]
NUMBERS += ["\nPENJELASAN\n", "\nAyat (1)\n", "\nMenimbang : ", "\nMEMUTUSKAN:\n", "\n- 3 -\n", "\nLAMPIRAN\n", "-\n"]

pieces = st.lists(st.sampled_from(MARKS + HOSTILE + WORDS + NUMBERS) | st.text(max_size=5), max_size=40).map("".join)
readers = st.sampled_from([from_markdown, from_html, from_regulation, guess])


def _read(reader, text) -> Document:
    """A document, or none where nothing can be read."""
    try:
        return reader(text)
    except RefusedFile:
        return Document(())


@settings(max_examples=300, deadline=None)
@given(reader=readers, text=pieces)
@example(reader=from_regulation, text=PERDA)
@example(reader=from_html, text="<p>a<table><tr><td>b<h1>c</h1><p>d")
def test_any_text_is_stored_safe_and_known_by_its_ids(reader, text):
    document = _read(reader, text)
    assert load(dump(document)) == document
    assert_safe(document)
    assert len(set(ids(document))) == len(document.passages)
    assert all(len(name) <= 80 and name.replace("-", "").isalnum() for name in ids(document))
    assert revise(document, document) == document
    assert all(change.kind == "same" for change in difference(document, document))


@settings(max_examples=300, deadline=None)
@given(reader=readers, text=pieces, other=pieces)
def test_a_difference_tells_every_passage_of_both_versions_once(reader, text, other):
    before = _read(reader, text)
    after = revise(before, _read(reader, other))
    assert len(set(ids(after))) == len(after.passages)
    changes = difference(before, after)
    assert [change.after for change in changes if change.after] == list(after.passages)
    assert sorted(change.before.id for change in changes if change.before) == sorted(ids(before))
    for change in changes:
        assert "".join(run.text for run in change.runs if run.kind != ADDED) == (
            change.before.text if change.before else ""
        )
        assert "".join(run.text for run in change.runs if run.kind != REMOVED) == (
            change.after.text if change.after else ""
        )


@settings(max_examples=200, deadline=None)
@given(
    old=st.permutations("abcdefgh"),
    new=st.permutations("abcdefijk"),
    sizes=st.tuples(st.integers(0, 8), st.integers(0, 9)),
)
def test_moved_passages_are_told_once_too(old, new, sizes):
    before, after = (
        Document(tuple(Passage("paragraph", name, f"<p>{name}</p>", id=name) for name in names[:size]))
        for names, size in zip((old, new), sizes, strict=True)
    )
    changes = difference(before, after)
    assert [change.after for change in changes if change.after] == list(after.passages)
    assert sorted(change.before.id for change in changes if change.before) == sorted(ids(before))
    stayed = [change.before.id for change in changes if change.before and change.kind != "moved"]
    assert stayed == [name for name in ids(before) if name in stayed]


words = st.lists(st.sampled_from(["a", "dan", "sampah", " ", "  ", "\n", ",", ".", "(1)"]), max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(before=words | st.text(max_size=30), after=words | st.text(max_size=30))
def test_runs_give_both_texts(before, after):
    found = runs(before, after)
    assert "".join(run.text for run in found if run.kind in (KEPT, REMOVED)) == before
    assert "".join(run.text for run in found if run.kind in (KEPT, ADDED)) == after
    assert all(run.text for run in found)
