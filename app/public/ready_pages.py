"""Pages that are the same for everybody, kept in the process as ready bytes until what they show has changed."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, Response, current_app, g, request

from app.public.spliced import SplicedPage

Page = TypeVar("Page")
_MOST = 300


@dataclass(frozen=True)
class ReadyPage:
    """Packed only: nearly every browser takes it so, and a long draft would fill the memory otherwise."""

    packed: bytes
    tag: str


class ReadyPages:
    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[object, object]] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, key: Hashable, shows: object, make: Callable[[], Page]) -> Page:
        """The page under `key`, made anew when `shows` is not equal to what it showed."""
        kept, shows = self._kept.get(key), (shows, g.get("copied_at"))
        if kept and kept[0] == shows:
            return kept[1]  # type: ignore[return-value]  # a key stands for one kind of page
        made = make()
        with self._lock:
            self._kept[key] = (shows, made)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return made


def prepare(app: Flask) -> None:
    app.extensions["ready_pages"] = ReadyPages()


def ready(key: Hashable, shows: object, render: Callable[[], str]) -> Response:
    """The answer with the page under `key`; empty where the browser has it already, which saves a slow network."""
    page = _pages().page(key, shows, lambda: _packed(render().encode()))
    response = _response(page.packed if _takes_gzip() else gzip.decompress(page.packed), "no-cache")
    response.set_etag(page.tag, weak=True)
    return response.make_conditional(request)  # type: ignore[return-value]  # werkzeug's own Response


def ready_form(key: Hashable, shows: object, render: Callable[[], str], token: str) -> Response:
    """The answer with the page under `key`, and `token` where the page has `spliced.MARK`; "" where it has no form."""
    if not token:
        return ready(key, shows, render)
    page = _pages().page(("form", key), shows, lambda: SplicedPage(render()))
    return _response(page.gzip(token) if _takes_gzip() else page.plain(token), "private, no-cache")


def fresh(html: str, cache: str) -> Response:
    """The answer with a page made for this request."""
    plain = html.encode()
    return _response(gzip.compress(plain, 6, mtime=0) if _takes_gzip() else plain, cache)


def _pages() -> ReadyPages:
    pages: ReadyPages = current_app.extensions["ready_pages"]
    return pages


def _packed(plain: bytes) -> ReadyPage:
    return ReadyPage(gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:16])


def _takes_gzip() -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def _response(body: bytes, cache: str) -> Response:
    response = Response(body, mimetype="text/html", headers={"Cache-Control": cache, "Vary": "Accept-Encoding"})
    if _takes_gzip():
        response.headers["Content-Encoding"] = "gzip"
    return response
