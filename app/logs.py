"""The product's log lines: standard error, one line each, for whatever collects them."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time

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


def request_line(request_id: str, method: str, room: str, milliseconds: float, status: str) -> None:
    """Write the one line of a request. Straight to standard error: a log record costs ten times as much,
    and this is written for every page of every citizen (docs/hot-path.md)."""
    line = f"{time.strftime('%Y-%m-%d %H:%M:%S')} {request_id} {method} {room} {status} {milliseconds:.1f} ms\n"
    with contextlib.suppress(OSError):  # a full disk or a closed pipe may cost the line, never the answer
        os.write(sys.stderr.fileno(), line.encode("ascii", "replace"))
