"""What a first visit costs on a slow network: counted in the browser, favicon included."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PHONE
from tests.browser.site import Site

MOST_BYTES = 14 * 1024
MOST_REQUESTS = 3
SETTLED = 500  # ms after the load event, for the favicon that the browser fetches when it likes


@pytest.mark.parametrize("survey", ["one-page", "pages"])
def test_a_first_visit_fits_in_the_first_round_trip(chromium: Browser, site: Site, survey: str) -> None:
    context = chromium.new_context(base_url=site.base, viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    weights: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", lambda event: asked.append(_path(event)))
    network.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(f"/s/{site.surveys[survey]}", wait_until="load")
    page.wait_for_timeout(SETTLED)
    context.close()

    assert any("favicon" in path for path in asked), "the count must hold the favicon"
    assert len(asked) <= MOST_REQUESTS, asked
    assert len(weights) == len(asked), "everything asked for has arrived"
    assert sum(weights) <= MOST_BYTES, dict(zip(asked, weights, strict=True))


def _path(event: dict[str, Any]) -> str:
    return str(event["request"]["url"]).split("/", 3)[3]
