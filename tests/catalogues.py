"""The catalogues as the server reads them, whether or not `make` compiled them before."""

from __future__ import annotations

import os

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.config import ROOT


def compile_catalogues() -> None:
    """Write the .mo file of each catalogue that changed since."""
    for source in (ROOT / "app" / "translations").glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        # Renamed into place, since several test processes may come here at once.
        draft = target.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)
