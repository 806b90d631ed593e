"""`flask static build`: static files compressed once, as small as they get, so that no request pays for it."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import click
from flask.cli import AppGroup

from app.config import ROOT

FOLDER = ROOT / "app" / "static"
TEXT = frozenset({".css", ".js", ".svg", ".json", ".txt", ".webmanifest"})  # pictures are compressed already

group = AppGroup("static", help="Style sheets, scripts and pictures.")


@group.command("build", with_appcontext=False)
def build() -> None:
    """Write a .br and a .gz beside each text file in app/static."""
    built = compress(FOLDER)
    click.echo(f"{len(built)} static files compressed.")


def compress(folder: Path) -> list[Path]:
    """Compress each text file in `folder` with brotli 11 and gzip 9; the files, in order of their names."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in TEXT)
    for path in files:
        plain = path.read_bytes()
        path.with_name(path.name + ".br").write_bytes(brotli.compress(plain, quality=11))
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(plain, 9, mtime=0))
    return files
