"""Closed-loop load driver for survey systems.

One visit is what one citizen does: open the form, keep the cookies and the token, post every answer, see
the thank-you page. What that means is written in a flow (htmlform.py); the driver repeats it with a
fixed concurrency for a fixed time and reports what it saw.

It only talks to loopback addresses, and it always stops: by time (duration plus drain) and by count.
"""

from __future__ import annotations

import asyncio
import ipaddress
import random
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

import aiohttp

MOST_VISITS = 200_000


class FlowError(Exception):
    """The system answered, but not with what a respondent needs to go on."""


class Flow(Protocol):
    async def respond(self, session: aiohttp.ClientSession, rng: random.Random) -> None:
        """One visit. Raises FlowError when it can't go on."""


@dataclass
class Run:
    """What a run saw: how long each complete visit took, in seconds, and what went wrong, by kind."""

    took: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def percentile(self, share: float) -> float:
        """The time in milliseconds that `share` of the visits stayed within."""
        ordered = sorted(self.took)
        return ordered[round(share * (len(ordered) - 1))] * 1000


def require_loopback(base: str) -> None:
    host = urlsplit(base).hostname or ""
    for *_, address in socket.getaddrinfo(host, None):
        if not ipaddress.ip_address(address[0]).is_loopback:
            raise SystemExit(f"{host} is not a loopback address: refused")


async def run(flow: Flow, base: str, concurrency: int, duration: float, seed: int, drain: float = 30) -> Run:
    """Visits by `concurrency` respondents for `duration` seconds; those under way may take `drain` more."""
    require_loopback(base)
    seen = Run()
    deadline = time.perf_counter() + duration
    tasks = [
        asyncio.create_task(_respondent(flow, base, random.Random(seed * 1_000_003 + number), deadline, seen))
        for number in range(concurrency)
    ]
    _, pending = await asyncio.wait(tasks, timeout=duration + drain)
    for task in pending:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    seen.errors.update({"cut off at the end": len(pending)} if pending else {})
    return seen


async def _respondent(flow: Flow, base: str, rng: random.Random, deadline: float, seen: Run) -> None:
    while time.perf_counter() < deadline and len(seen.took) < MOST_VISITS:
        begun = time.perf_counter()
        try:
            async with _new_browser(base) as session:
                await flow.respond(session, rng)
            seen.took.append(time.perf_counter() - begun)
        except Exception as error:  # noqa: BLE001  every failure is a figure, none stops the run
            seen.errors[f"{type(error).__name__}: {str(error)[:80]}"] += 1
            await asyncio.sleep(0.05)


def _new_browser(base: str) -> aiohttp.ClientSession:
    """A citizen is a new browser: new connection, empty cookie jar."""
    return aiohttp.ClientSession(
        base_url=base,
        connector=aiohttp.TCPConnector(limit=4),
        cookie_jar=aiohttp.CookieJar(unsafe=True),
        timeout=aiohttp.ClientTimeout(total=60),
        headers={"Accept-Encoding": "gzip", "User-Agent": "survey-load/1"},
    )
