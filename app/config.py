"""Settings: the environment, read once, into one frozen value. Each name is explained in docs/operations.md."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ("development", "production")


class MissingSetting(SystemExit):
    """A setting that must be there is not; the message names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    environment: str
    secret_key: str
    database_url: str
    secret_key_fallbacks: tuple[str, ...] = ()  # earlier keys: old form tokens and receipts stay valid
    base_url: str = "http://127.0.0.1:8000"  # what QR codes, short links and e-mails point at
    smtp_url: str = ""  # smtp://user:password@host:587; without it, mail goes to files in development
    mail_from: str = "suara@localhost"
    instance: Path = ROOT / "instance"
    trusted_proxies: int = 0  # how many proxies in front set X-Forwarded-*
    testing: bool = False

    @property
    def development(self) -> bool:
        return self.environment == "development"

    @property
    def secure_cookies(self) -> bool:
        return self.base_url.startswith("https://")

    def but(self, **changes: object) -> Settings:
        return replace(self, **changes)  # type: ignore[arg-type]  # names and types are the caller's fields


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `environ`. Raises MissingSetting, naming what is missing or wrong."""
    environment = environ.get("SUARA_ENV", "production")
    if environment not in ENVIRONMENTS:
        raise MissingSetting(f"SUARA_ENV is {environment!r}; it must be one of: {', '.join(ENVIRONMENTS)}.")
    instance = Path(environ.get("SUARA_INSTANCE", ROOT / "instance"))
    instance.mkdir(parents=True, exist_ok=True)
    if environment == "production":
        _require(environ, "SECRET_KEY", "SUARA_BASE_URL")
    return Settings(
        environment=environment,
        secret_key=environ.get("SECRET_KEY") or _development_key(instance),
        secret_key_fallbacks=tuple(environ.get("SECRET_KEY_FALLBACKS", "").split()),
        database_url=_database_url(environ.get("DATABASE_URL") or f"sqlite:///{instance / 'suara.db'}"),
        base_url=environ.get("SUARA_BASE_URL", Settings.base_url).rstrip("/"),
        smtp_url=environ.get("SMTP_URL", ""),
        mail_from=environ.get("MAIL_FROM", Settings.mail_from),
        instance=instance,
        trusted_proxies=int(environ.get("SUARA_TRUSTED_PROXIES", "0")),
    )


def _require(environ: Mapping[str, str], *names: str) -> None:
    missing = [name for name in names if not environ.get(name)]
    if missing:
        raise MissingSetting(
            f"Suara can't start: {' and '.join(missing)} not set. Set it in the environment "
            "(docs/operations.md explains each), or set SUARA_ENV=development on your own machine."
        )


def _database_url(url: str) -> str:
    """`url` with psycopg 3 as PostgreSQL's driver, whatever common spelling it came in."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _development_key(instance: Path) -> str:
    """A random key of this machine's own, shared by its processes; never used outside development."""
    path = instance / "development-secret-key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii")
