"""HTML from outside, as safe passages.

Everything is cleaned twice by the same library: first to have well-formed HTML to read, and each passage
once more, so that what is stored has passed the allow-list whatever the reading did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

import nh3

from surveys.documents.limits import DEEPEST, LONGEST_PASSAGE, MOST_PASSAGES, readable, refused
from surveys.documents.passages import HEADING, LIST, PARAGRAPH, QUOTE, TABLE, Passage

MOST_TAGS = 100_000
MOST_SEPARATORS = 30_000  # of attributes; a picture in the text has as many
_SEPARATORS = " \n\t/\"'"

INLINE = frozenset({"strong", "em", "sup", "sub", "a", "br"})
TABLES = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"})
ALLOWED = INLINE | TABLES | {"p", "h2", "h3", "h4", "h5", "ul", "ol", "li", "blockquote"}
ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {"ul": LIST, "ol": LIST, "table": TABLE, "blockquote": QUOTE} | dict.fromkeys(_HEADINGS, HEADING)
_PARAGRAPHS = frozenset({"p", "pre", "dt", "dd", "figcaption"})
_CONTAINERS = frozenset({"div", "section", "article", "main", "header", "footer", "nav", "aside", "figure", "dl", "hr"})
_RENAMED = {"b": "strong", "i": "em"}
_READ = ALLOWED | _KINDS.keys() | _PARAGRAPHS | _CONTAINERS | _RENAMED.keys()
_DROPPED = {"script", "style", "title", "iframe", "object", "noscript", "template", "textarea", "select", "svg", "math"}

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_FOREIGN = frozenset({"svg", "math"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
# The next one closes them, unless they stand in foreign elements.
_SELF_CLOSING = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"})
_OUTSIDE = re.compile(r"https?://|mailto:", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\xa0]+")


def clean(html: str) -> str:
    """`html` with nothing but the allowed elements and attributes."""
    return nh3.clean(
        html,
        tags=set(ALLOWED),
        attributes=ATTRIBUTES,
        clean_content_tags=_DROPPED,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )


def passage(kind: str, html: str, text: str, level: int = 0, number: str = "") -> Passage:
    """A passage with cleaned HTML and text of single spaces. Raises RefusedFile `passage-too-long`."""
    if len(html) > LONGEST_PASSAGE:
        raise refused("passage-too-long", LONGEST_PASSAGE, text[:60])
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return Passage(kind, "\n".join(line for line in lines if line), clean(html), level, number)


def marked_up(text: str) -> str:
    """Plain text as the inside of a paragraph."""
    return escape(text, quote=False).replace("\n", "<br>")


def blocks(html: str) -> list[Passage]:
    """The passages of `html`, without ids.

    Raises RefusedFile `too-large`, `too-many-lines`, `too-many-marks`, `too-deep`, `too-many-passages` and
    `passage-too-long`.
    """
    html = readable(html)
    _check_tags(html)
    _check_depth(html)
    reader = _Reader()
    reader.feed(nh3.clean(html, tags=set(_READ), attributes=ATTRIBUTES, clean_content_tags=_DROPPED, link_rel=None))
    reader.close()
    reader.end()
    return list(_levelled(reader.passages))


def _check_tags(html: str) -> None:
    """How many there are, and that none has thousands of attributes, which a parser compares with each other."""
    tags = html.split("<")
    if len(tags) > MOST_TAGS or any(sum(map(tag.count, _SEPARATORS)) > MOST_SEPARATORS for tag in tags):
        raise refused("too-many-marks", MOST_TAGS)


def _check_depth(html: str) -> None:
    """Elements open at once, counted before a parser sees them: its time grows with their square."""
    open_now: dict[str, int] = {}
    depth, foreign = 0, False
    for end, name in _TAG.findall(html.lower()):
        foreign = foreign or name in _FOREIGN
        if name in _VOID or (name in _SELF_CLOSING and not foreign):
            continue
        count = open_now.get(name, 0) + (-1 if end else 1)
        if count >= 0:
            open_now[name] = count
            depth += -1 if end else 1
        if depth > DEEPEST:
            raise refused("too-deep", DEEPEST, name)


def _levelled(passages: list[Passage]) -> Iterator[Passage]:
    """Headings without jumps: each is one level below the nearest higher one before it; the first is h2."""
    above: list[int] = []
    for each in passages:
        if each.kind != HEADING:
            yield each
            continue
        while above and above[-1] >= each.level:
            above.pop()
        above.append(each.level)
        level = min(len(above), 4)
        yield passage(HEADING, f"<h{level + 1}>{each.html}</h{level + 1}>", each.text, level)


class _Reader(HTMLParser):
    """Cuts well-formed HTML at its outermost blocks; text between them is a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[Passage] = []
        self._block = ""  # the outermost element that we are in
        self._depth = 0  # how many of its name are open
        self._linked = False  # whether the link that we are in leads anywhere
        self._html: list[str] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._block and (tag in _KINDS or tag in _PARAGRAPHS or tag in _CONTAINERS):
            self.end()
            if tag in _CONTAINERS:
                return
            self._block = tag
        self._depth += tag == self._block
        self._write(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._block and tag in _CONTAINERS:
            self.end()
            return
        self._write("/" + tag, [])
        self._depth -= tag == self._block
        if self._block and not self._depth:
            self.end()

    def handle_data(self, data: str) -> None:
        if self._block != "pre":
            data = data.replace("\n", " ")
        self._html.append(marked_up(data))
        self._text.append(data)

    def _write(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = tag.removeprefix("/")
        end = tag[: len(tag) - len(name)]
        name = _RENAMED.get(name, name)
        if name == "a":
            self._linked = bool(_OUTSIDE.match(dict(attrs).get("href") or "")) if not end else self._linked
            if not self._linked:
                return
        if name == "br" or (name in _CONTAINERS and not end):
            self._html.append("<br>")
            self._text.append("\n")
            return
        if name in ("td", "th"):
            self._text.append(" " if end else "")
        elif name in _PARAGRAPHS or name in _KINDS or name in ("li", "tr", "caption"):
            self._text.append("\n")
        if name in _HEADINGS and self._block not in _HEADINGS:
            name = "strong"  # in a cell or an item a heading is only bold
        if self._block in _HEADINGS and name not in INLINE:
            return
        if name in ALLOWED:
            values = "".join(f' {key}="{escape(value or "")}"' for key, value in attrs)
            self._html.append(f"<{end}{name}{values}>")

    def end(self) -> None:
        """Closes the passage that is being read."""
        html, text = "".join(self._html).strip(), "".join(self._text)
        block, self._block, self._depth, self._html, self._text = self._block, "", 0, [], []
        if not text.strip():
            return
        if len(self.passages) == MOST_PASSAGES:
            raise refused("too-many-passages", MOST_PASSAGES)
        kind = _KINDS.get(block, PARAGRAPH)
        if block != "p" and kind == PARAGRAPH:
            html = f"<p>{html}</p>"
        self.passages.append(passage(kind, html, text, _HEADINGS.get(block, 0)))
