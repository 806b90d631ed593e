"""A test client that checks every page it gets, whatever the test is about."""

from __future__ import annotations

import functools
import gzip
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import g, has_app_context
from flask.testing import FlaskClient

_PAGE_LIKE = "text/html"


@functools.lru_cache(maxsize=8)  # the client has parsed what a test looks at next; nothing changes a tree
def parse(page: str) -> Element:
    """The page as a tree without namespaces. Raises for HTML that a strict parser refuses."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page)


def text_of(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


class CheckingClient(FlaskClient):
    """Redirects must be asked for with follow_redirects; every page is held to the house's rules."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if has_app_context():  # the `session` fixture's: its requests would share one g, unlike real ones
            vars(g._get_current_object()).clear()
        response = super().open(*args, **kwargs)
        if response.mimetype == _PAGE_LIKE and response.data and response.status_code not in (301, 302, 303, 308):
            check_page(response)
        return response


def check_page(response: Any) -> None:
    packed = response.headers.get("Content-Encoding") == "gzip"
    tree = parse((gzip.decompress(response.data) if packed else response.data).decode())
    html = tree if tree.tag == "html" else tree.find("html")
    assert html is not None
    assert html.get("lang") in ("id", "en"), "the page's language is not set"
    assert text_of(html.find("head/title")), "the page has no title"
    assert len(list(html.iter("h1"))) == 1, "a page has exactly one h1"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not list(html.iter("style")), "inline style is shut out by the content policy"
    assert not [s for s in html.iter("script") if not s.get("src")], "inline script is shut out too"
    handlers = [name for e in html.iter() for name in e.attrib if str(name).startswith("on")]
    assert not handlers, f"inline handlers: {handlers}"
    assert not [e for e in html.iter() if e.get("style")], "style attributes are shut out by the content policy"
    ids = [e.get("id") for e in html.iter() if e.get("id")]
    assert len(ids) == len(set(ids)), f"repeated ids: {sorted(i for i in ids if ids.count(i) > 1)}"
    _check_labels(html, ids)
    _check_error_summary(html, ids)


def _check_labels(html: Element, ids: list[Any]) -> None:
    labelled = {label.get("for") for label in html.iter("label")}
    inside = {id(control) for label in html.iter("label") for control in label.iter()}
    for control in [*html.iter("input"), *html.iter("select"), *html.iter("textarea")]:
        if control.get("type") in ("hidden", "submit", "button"):
            continue
        named = control.get("id") in labelled or id(control) in inside or control.get("aria-label")
        assert named or control.get("aria-labelledby") in ids, f"no label: {control.attrib}"


def _check_error_summary(html: Element, ids: list[Any]) -> None:
    for box in html.iter("div"):
        if "error-summary" in (box.get("class") or "").split():
            for link in box.iter("a"):
                assert (link.get("href") or "").lstrip("#") in ids, f"an error links nowhere: {link.get('href')}"
