"""A browser, a site, and pages that complain about what a visitor would never see."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright
from sqlalchemy.orm import Session

from analytics.opinion_maps import update_maps
from app import clock, create_app
from app.commands.static import FOLDER, compress
from app.extensions import db
from app.jobs import database as database_of
from tests import counted, databases
from tests.browser.site import Site, fill
from tests.servers import gunicorn

# As root Chromium needs the first; the others keep it from asking the network for what no test needs.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
Visitor = Callable[..., Page]
PATIENCE = 30_000  # ms for what comes at once on a free machine; a crowded one is not a fault
expect.set_options(timeout=PATIENCE)
READS = {
    Page: ("content", "evaluate", "title"),
    Locator: ("all", "all_inner_texts", "bounding_box", "count", "evaluate", "evaluate_all", "inner_text"),
}


def _when_loaded(read: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(read)
    def reads(self: Page | Locator, *arguments: object, **options: object) -> object:
        (self if isinstance(self, Page) else self.page).wait_for_load_state("load")
        return read(self, *arguments, **options)

    return reads


# For the package, not the session: while Playwright runs, no other test can start an event loop.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        missing = "NO BROWSER: these pages were not tested. Install Debian's package chromium."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # A click ends when the next page begins, maybe before its first element; what is read at once would miss it.
        for kind, names in READS.items():
            for name in names:
                patch.setattr(kind, name, _when_loaded(getattr(kind, name)))
        browser = playwright.chromium.launch(
            executable_path=path,
            args=list(FLAGS),
            # Going back shows the page as it was left, as in everybody's browser; Playwright switches that off.
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(sqlite: databases.SQLite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with surveys in every state that a citizen may meet, staff, and a frozen report of October 2026."""
    compress(FOLDER)
    instance = tmp_path_factory.mktemp("site")
    with sqlite.database() as url:
        app = create_app(databases.settings(url, instance))
        with app.app_context():
            engine = db.engine
        with Session(engine.execution_options(writing=True)) as session:
            surveys = fill(session)
            session.commit()
        counted.sample(app)
        with app.app_context():
            update_maps(database_of(), "2026-11-24", clock.now)
        engine.dispose()
        database = Path(url.removeprefix("sqlite:///"))
        environment = {"SUARA_ENV": "development", "SUARA_INSTANCE": str(instance), "DATABASE_URL": url}
        with gunicorn("wsgi:app", environment, instance) as (base, _):
            yield Site(base, database, surveys)


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Visitor]:
    """Open a page as a new visitor: `visit("/", scripts=False, size=PHONE)`. What the browser complains about fails."""
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, *, scripts: bool = True, size: dict[str, int] = PHONE, **options: object) -> Page:
        context = chromium.new_context(base_url=site.base, java_script_enabled=scripts, viewport=size, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: complaints.extend(_complaint(message)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _complaint(message: ConsoleMessage) -> list[str]:
    # A page with errors has status 422, and a closed survey 410: meant, and told to the console all the same.
    meant = message.text.startswith("Failed to load resource: the server responded with a status of 4")
    return [message.text] if message.type in ("error", "warning") and not meant else []
