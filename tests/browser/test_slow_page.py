"""On a crowded machine a page may begin long before it is there: what a test reads at once is the whole page."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

LATE = 0.5  # seconds: longer than a click takes to come back
LINK = b"<title>first</title><a href='/second'>Go on</a>"
SECOND = b"<title>second</title><main><p>One</p><p>Two</p></main>"


class _Late(socketserver.StreamRequestHandler):
    """Sends a page's head, and its elements later."""

    def handle(self) -> None:
        path = self.rfile.readline().split()[1]
        while self.rfile.readline().strip():
            pass
        body = SECOND if path == b"/second" else LINK
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<!doctype html>")
        if path == b"/second":
            threading.Event().wait(LATE)
        self.wfile.write(body)


@pytest.fixture
def late() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Late) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_what_is_read_after_a_click_is_the_whole_page(chromium: Browser, late: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    for read, expected in (
        (lambda: page.evaluate("document.documentElement.tagName"), "HTML"),
        (lambda: page.locator("p").count(), 2),
        (lambda: page.locator("p").all_inner_texts(), ["One", "Two"]),
        (page.title, "second"),
    ):
        page.goto(late)
        page.get_by_text("Go on").click()
        assert read() == expected
    context.close()
