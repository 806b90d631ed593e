"""The flask commands, one file per group. Each file imports what it runs only when it runs."""

from __future__ import annotations

import importlib
import pkgutil

from flask import Flask


def prepare(app: Flask) -> None:
    """Register the `group` (or `command`) of every module in this package."""
    for module in pkgutil.iter_modules(__path__):
        app.cli.add_command(importlib.import_module(f"{__name__}.{module.name}").group)
