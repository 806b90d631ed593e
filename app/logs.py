"""Where the product's log lines go: standard error, one line each, for whatever collects them."""

from __future__ import annotations

import logging

from app.config import Settings


def prepare(settings: Settings) -> None:
    """Send everything under the logger `suara` to standard error; tests look at records instead."""
    logger = logging.getLogger("suara")
    logger.setLevel(logging.INFO)
    if settings.testing or logger.handlers:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    logger.propagate = False
