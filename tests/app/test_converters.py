"""Addresses: what rules that are compiled late write is what Werkzeug's own write."""

from __future__ import annotations

import pytest
from werkzeug.routing import Map, Rule

from app.converters import LateRule


def addresses(kind: type[Rule]) -> Map:
    rules = [
        kind("/", endpoint="home"),
        kind("/s/<string:code>/<int:page>", endpoint="page"),
        kind("/k/", defaults={"page": 1}, endpoint="list"),
        kind("/k/<int:page>", endpoint="list"),
    ]
    return Map(rules)


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("home", {}),
        ("home", {"lang": "en", "q": "a b&c"}),
        ("page", {"code": "a/b ü", "page": 7}),
        ("page", {"code": "x", "page": 7, "lang": "en"}),
        ("list", {"page": 1}),
        ("list", {"page": 2}),
    ],
)
def test_an_address_is_the_one_that_werkzeug_writes(endpoint: str, values: dict[str, object]) -> None:
    plain, late = (addresses(kind).bind("suara.example") for kind in (Rule, LateRule))
    for _ in range(2):  # compiled, then known
        assert late.build(endpoint, values) == plain.build(endpoint, values)
    for unknown in (True, False):
        assert late.build(endpoint, values, append_unknown=unknown) == plain.build(
            endpoint, values, append_unknown=unknown
        )
