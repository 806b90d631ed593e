"""Themes that people defined by key words. The ready set stands in themes.toml, which says how one is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from analytics.language import terms

EVERYWHERE = ("ind", "eng")  # words of these languages count in every answer
UNKNOWN = "unknown"  # in an answer of no known language, words of every language count
MOST_THEMES = 200
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class UnreadableThemes(ValueError):
    """A file of keyword themes is not as it must be; the text says what is wrong, in English."""


@dataclass(frozen=True)
class KeywordTheme:
    id: str
    names: Mapping[str, str]  # "id" and "en"
    words: Mapping[str, tuple[str, ...]]  # language -> words and phrases as people write them

    def terms(self) -> dict[str, frozenset[str]]:
        """Language -> its key words as terms."""
        return {
            language: frozenset(filter(None, (" ".join(terms.words(word)) for word in words)))
            for language, words in self.words.items()
        }


@lru_cache(maxsize=1)
def ready() -> tuple[KeywordTheme, ...]:
    """The set that comes with the program."""
    return load(resources.files(__package__).joinpath("themes.toml").read_text(encoding="utf-8"))


def load(text: str) -> tuple[KeywordTheme, ...]:
    """The themes that a TOML text defines. Raises UnreadableThemes."""
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableThemes(f"not a TOML file: {error}") from error
    tables = content.get("themes")
    if not isinstance(tables, list) or not 0 < len(tables) <= MOST_THEMES:
        raise UnreadableThemes(f"it must hold 1 to {MOST_THEMES} [[themes]]")
    themes = tuple(_theme(number, table) for number, table in enumerate(tables, start=1))
    ids = [theme.id for theme in themes]
    for id in ids:
        if ids.count(id) > 1:
            raise UnreadableThemes(f'two themes have the id "{id}"')
    return themes


def _theme(number: int, table: Any) -> KeywordTheme:
    id = table.get("id") if isinstance(table, dict) else None
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise UnreadableThemes(f"theme {number}: its id must be lower-case letters, digits and hyphens")
    names, words = table.get("name"), table.get("words")
    if not isinstance(names, dict) or not all(isinstance(names.get(code), str) for code in ("id", "en")):
        raise UnreadableThemes(f'theme "{id}": name.id and name.en must be texts')
    if (
        not isinstance(words, dict)
        or not any(words.values())
        or not all(_is_list_of_words(listed) for listed in words.values())
    ):
        raise UnreadableThemes(f'theme "{id}": words.LANGUAGE must be lists of words, and one must be there')
    return KeywordTheme(
        id, {code: names[code] for code in ("id", "en")}, {code: tuple(listed) for code, listed in words.items()}
    )


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and terms.words(word) for word in value)


def themes_of_terms(themes: Sequence[KeywordTheme], language: str) -> dict[str, tuple[int, ...]]:
    """Term -> the places of the themes that it speaks for, in an answer of `language`."""
    found: dict[str, tuple[int, ...]] = {}
    for place, theme in enumerate(themes):
        for of, known in theme.terms().items():
            if of == language or of in EVERYWHERE or language == UNKNOWN:
                found |= {term: (*found.get(term, ()), place) for term in known if place not in found.get(term, ())}
    return found
