"""Addresses: kebab-case words, and a type for every part that varies."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.routing import Rule

_PART = re.compile(r"<(?:(?P<type>[a-z]+)(?:\([^)]*\))?:)?(?P<name>\w+)>")
_WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*")


def faults(rule: str) -> list[str]:
    """What is wrong with an address of the url map."""
    untyped = [f"<{part['name']}> has no type" for part in _PART.finditer(rule) if not part["type"]]
    words = [word for word in _PART.sub("", rule).split("/") if word]
    return untyped + [f"{word!r} is not kebab-case" for word in words if not _WORDS.fullmatch(word.strip("-."))]


def own_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_addresses_are_kebab_case_and_typed(bare_app: Flask) -> None:
    found = {rule.rule: faults(rule.rule) for rule in own_rules(bare_app)}
    assert found
    assert {rule: wrong for rule, wrong in found.items() if wrong} == {}


def test_an_address_that_is_wrong_is_seen() -> None:
    assert faults("/office/surveys/<int:survey_id>/open-now") == []
    assert faults("/office/Surveys/<survey_id>") == ["<survey_id> has no type", "'Surveys' is not kebab-case"]
    assert faults("/s/<string(length=8):public_id>/terima_kasih") == ["'terima_kasih' is not kebab-case"]
