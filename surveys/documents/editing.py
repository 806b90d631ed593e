"""One passage of a document changed by hand: the others stay as they are, with their ids."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from surveys.documents.identity import free
from surveys.documents.passages import Document, Passage


def replaced(
    document: Document, passage: Passage, written: Sequence[Passage], retired: Collection[str] = ()
) -> Document:
    """The document with `written` in the place of `passage`, whose id, number and kind the first of them keeps.

    `retired`: ids of earlier versions, which no new passage gets. Raises ValueError when the document doesn't hold
    the passage.
    """
    first = replace(written[0], id=passage.id, number=passage.number, kind=passage.kind, level=passage.level)
    return _put(document, document.passages.index(passage), 1, [first, *_fresh(document, written[1:], retired)])


def inserted_after(
    document: Document, passage: Passage, written: Sequence[Passage], retired: Collection[str] = ()
) -> Document:
    """The document with `written` behind `passage`. `retired` and errors: see `replaced`."""
    return _put(document, document.passages.index(passage) + 1, 0, _fresh(document, written, retired))


def without(document: Document, passage_id: str) -> Document:
    return Document(tuple(passage for passage in document.passages if passage.id != passage_id))


def _put(document: Document, place: int, instead_of: int, written: Sequence[Passage]) -> Document:
    return Document((*document.passages[:place], *written, *document.passages[place + instead_of :]))


def _fresh(document: Document, written: Sequence[Passage], retired: Collection[str]) -> list[Passage]:
    """The passages with ids that none in the document has, or had in an earlier version."""
    taken, found = {*(passage.id for passage in document.passages), *retired}, []
    for passage in written:
        found.append(replace(passage, id=free(passage.id, taken)))
        taken.add(found[-1].id)
    return found
