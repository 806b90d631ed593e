"""Elements of a word processor's file, known by their local names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # only the name of the type; defusedxml reads
    from xml.etree.ElementTree import Element  # nosec B405

NEAR = 60  # children that are looked at for properties; the standard knows fewer
_SKIPPED = frozenset({"del", "moveFrom", "drawing", "pict", "object", "AlternateContent", "pPr", "rPr", "sdtPr"})


def walk(element: Element, wanted: set[str]) -> Iterator[Element]:
    """The wanted elements in `element`, in order and not within each other; never deep, however deep the file is."""
    todo = [iter(element)]
    while todo:
        child = next(todo[-1], None)
        if child is None:
            todo.pop()
        elif (name := local(child.tag)) in wanted:
            yield child
        elif name not in _SKIPPED:
            todo.append(iter(child))


def local(name: object) -> str:
    """A name without its namespace; comments have none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, then its child of the next name; properties stand at the beginning."""
    for name in names:
        near = islice(element, NEAR) if element is not None else ()
        element = next((each for each in near if local(each.tag) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str:
    """An attribute, "" where it or the element is missing."""
    found = element.attrib.items() if element is not None else ()
    return next((text for key, text in found if local(key) == name), "")
