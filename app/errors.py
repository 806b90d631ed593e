"""The one map: domain error → status, page, log level; problem code → words."""

from __future__ import annotations

from flask import Flask


def prepare(app: Flask) -> None:
    pass
