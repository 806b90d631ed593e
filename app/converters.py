"""What the parts of an address may look like; anything else is not found, and never reaches a query."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter


class CodeConverter(BaseConverter):
    """A survey's public id or a unit's short link."""

    regex = "[A-Za-z0-9]{1,12}"


def prepare(app: Flask) -> None:
    app.url_map.converters["code"] = CodeConverter
