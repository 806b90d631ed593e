"""A respondent of any server-rendered HTML form.

Opens `path`, reads the page's first form, keeps every hidden field, picks a random option of each radio
group and select, writes a text in each text field and a number or date where one is wanted, posts,
follows redirects, and wants to see `done` in the last page.
"""

from __future__ import annotations

import html
import random
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import aiohttp

from tests.benchmarks.load.driver import FlowError

TAG = re.compile(r"<(input|textarea|select|option|/select)\b([^>]*)>", re.I | re.S)
ATTRIBUTE = re.compile(r"""([a-zA-Z_:][-\w:.]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""", re.S)
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.I | re.S)

WORDS = ("pelayanan", "petugas", "ramah", "cepat", "antre", "loket", "lama", "ruang", "bersih", "mohon", "ditambah")
TEXT_SHARE = 0.4  # of the respondents write in an open field


def attributes(text: str) -> dict[str, str]:
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in ATTRIBUTE.findall(text)}


def comment(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(4, 30)))


def read_form(page: str) -> tuple[dict[str, str], str]:
    """The attributes and the inside of the page's first form."""
    found = FORM.search(page)
    if found is None:
        raise FlowError("no form in the page")
    return attributes(found[1]), found[2]


def fill(body: str, rng: random.Random) -> list[tuple[str, str]]:
    """The name/value pairs that a browser would post for a filled-in form."""
    fields: list[tuple[str, str]] = []
    choices: dict[str, list[str]] = {}
    select = ""
    for tag, raw in TAG.findall(body):
        tag_name, given = tag.lower(), attributes(raw)
        name, value = given.get("name", ""), given.get("value", "")
        if tag_name == "select":
            select = name
        elif tag_name == "option" and value:
            choices.setdefault(select, []).append(value)
        elif tag_name == "textarea":
            fields.append((name, comment(rng) if rng.random() < TEXT_SHARE else ""))
        elif tag_name == "input" and given.get("type") == "radio":
            choices.setdefault(name, []).append(value)
        elif tag_name == "input":
            fields.append((name, _typed(given, rng)))
    return fields + [(name, rng.choice(values)) for name, values in choices.items()]


def _typed(given: dict[str, str], rng: random.Random) -> str:
    """What goes into an input that is not picked from."""
    if given.get("type") == "hidden":
        return given.get("value", "")
    if given.get("inputmode") in ("numeric", "decimal"):
        return str(rng.randint(18, 70))
    return comment(rng)[:60]


@dataclass(frozen=True)
class HtmlForm:
    path: str
    done: str

    async def respond(self, session: aiohttp.ClientSession, rng: random.Random) -> None:
        page, url = await self._fetch(session, "GET", self.path)
        head, body = read_form(page)
        target = urljoin(url, head.get("action") or url)
        if urlsplit(target).netloc != urlsplit(url).netloc:
            raise FlowError("form posts to another host")
        page, _ = await self._fetch(session, "POST", target, fill(body, rng))
        if self.done not in page:
            raise FlowError("no thank-you page")

    async def _fetch(
        self, session: aiohttp.ClientSession, method: str, url: str, data: list[tuple[str, str]] | None = None
    ) -> tuple[str, str]:
        async with session.request(method, url, data=data) as response:
            body = await response.text()
        if response.status != 200:
            raise FlowError(f"{method}: status {response.status}")
        return body, str(response.url)
