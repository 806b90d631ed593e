"""The one place where the app asks what time it is; the domain and the jobs are told."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
