"""The texts of a questionnaire, each under a key of its own, and putting translations of them in. Pure.

A key is the way to the text by codes: `sections.pelayanan.questions.waktu.options.1.label`. So it stays the
same when questions move, and a translation that was sent away comes back to its place.

A translation ages when its source text changes: the questionnaire keeps, for each that aged, the source text that it
was made from, until somebody changes the translation or says that it is still right (`Questionnaire.aged`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple, TypeVar

from surveys.canonical import is_storable
from surveys.definition import Localized, Questionnaire
from surveys.errors import InvalidEntry, Problem

SOURCE = "id"  # what is written first, and translated from
LONGEST_TEXT = 2000

# The languages that a questionnaire can be written in: tag -> its name in itself. Region codes as in the
# standards reference, 5.5; of the Batak languages the Toba one.
LANGUAGE_NAMES = {
    "id": "Bahasa Indonesia",
    "en": "English",
    "jv": "Basa Jawa",
    "su": "Basa Sunda",
    "ms": "Bahasa Melayu",
    "mad": "Bhâsa Madhurâ",
    "min": "Baso Minangkabau",
    "bbc": "Hata Batak Toba",
    "bjn": "Bahasa Banjar",
    "ban": "Basa Bali",
    "bug": "Basa Ugi",
    "ace": "Bahsa Acèh",
    "nij": "Bahasa Ngaju",
    "sas": "Base Sasak",
}

_PLACEHOLDER = re.compile(r"\{[A-Za-z0-9][A-Za-z0-9_+<>.-]*\}")
_Part = TypeVar("_Part")
_Change = Callable[[str, Localized], Localized]


def texts(questionnaire: Questionnaire) -> dict[str, Localized]:
    """Key -> text, for every text that has been written in some language, in the order of the questionnaire."""
    found: dict[str, Localized] = {}

    def collect(key: str, text: Localized) -> Localized:
        if any(text.values()):
            found[key] = text
        return text

    _mapped(questionnaire, "", collect)
    return found


def translated(questionnaire: Questionnaire, language: str, new: Mapping[str, str]) -> Questionnaire:
    """The questionnaire with `new` texts (key -> text) in `language`; an empty text takes a translation away.

    Keys that the questionnaire doesn't have are left aside. Raises InvalidEntry for a text that is too long
    or can't be stored, with its key as the field, and for a language nobody knows.
    """
    if language not in LANGUAGE_NAMES:
        raise InvalidEntry(Problem("language", "unknown", found=language[:20]))
    for key, text in new.items():
        if len(text) > LONGEST_TEXT:
            raise InvalidEntry(Problem(key, "too-long", limit=str(LONGEST_TEXT), found=str(len(text))))
        if not is_storable(text):
            raise InvalidEntry(Problem(key, "not-storable"))

    def put(key: str, text: Localized) -> Localized:
        if key not in new or not any(text.values()):
            return text
        others = {tag: words for tag, words in text.items() if tag != language}
        return {**others, language: words} if (words := new[key].strip()) else others

    languages = tuple(dict.fromkeys((*questionnaire.languages, language)))
    old = texts(questionnaire)
    fresh = [key for key in new if key in old and old[key].get(language, "") != new[key].strip()]
    changed = dataclasses.replace(_mapped(questionnaire, "", put), languages=languages)
    return still_right(changed, language, fresh)


def without_language(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """The questionnaire without a language and all that was written in it. The source language stays."""
    if language == SOURCE:
        return questionnaire

    def drop(_: str, text: Localized) -> Localized:
        return {tag: words for tag, words in text.items() if tag != language}

    kept = tuple(tag for tag in questionnaire.languages if tag != language)
    marks = {tag: sources for tag, sources in questionnaire.aged.items() if tag != language}
    return dataclasses.replace(_mapped(questionnaire, "", drop), languages=kept, aged=marks)


def missing(questionnaire: Questionnaire, language: str) -> list[str]:
    """The keys of the texts that are not written in `language` yet."""
    return [key for key, text in texts(questionnaire).items() if not text.get(language)]


class Progress(NamedTuple):
    """How far a language is, in texts: how many are written, of how many, and how many of those have aged."""

    done: int
    total: int
    aged: int


def progress(questionnaire: Questionnaire) -> dict[str, Progress]:
    """The progress of each language of the questionnaire."""
    count = len(texts(questionnaire))
    return {
        tag: Progress(count - len(missing(questionnaire, tag)), count, len(aged(questionnaire, tag)))
        for tag in questionnaire.languages
    }


def aged(questionnaire: Questionnaire, language: str) -> dict[str, str]:
    """Key -> the source text that its translation was made from, where that is another one now."""
    marks = questionnaire.aged.get(language, {})
    return {key: marks[_lasting(key)] for key in texts(questionnaire) if _lasting(key) in marks}


def still_right(questionnaire: Questionnaire, language: str, keys: Collection[str]) -> Questionnaire:
    """The questionnaire with these translations taken for right, although their source text changed."""
    lasting = {_lasting(key) for key in keys}
    kept = {key: source for key, source in questionnaire.aged.get(language, {}).items() if key not in lasting}
    return _with_marks(questionnaire, {**questionnaire.aged, language: kept})


def made_from(questionnaire: Questionnaire, language: str, sources: Mapping[str, str]) -> Questionnaire:
    """The questionnaire with translations (by key) that were made from other source texts than those of now."""
    written = texts(questionnaire)
    old = {
        _lasting(key): source
        for key, source in sources.items()
        if key in written and written[key].get(language) and source != written[key].get(SOURCE, "")
    }
    marks = questionnaire.aged
    return _with_marks(questionnaire, {**marks, language: {**marks.get(language, {}), **old}})


def with_aged(before: Questionnaire, after: Questionnaire) -> Questionnaire:
    """`after`, a change of `before`, with those translations marked whose source text it changed but not them.

    A mark goes by `translated` and `still_right`, with its text, and once the source is again what it was.
    """
    was = {_lasting(key): text for key, text in texts(before).items()}
    marks: dict[str, dict[str, str]] = {}
    for key, text in texts(after).items():
        lasting, source = _lasting(key), text.get(SOURCE, "")
        for language in text.keys() - {SOURCE}:
            mark = after.aged.get(language, {}).get(lasting)
            known = lasting in before.aged.get(language, {})
            if mark is None and not known and was.get(lasting, {}).get(language) == text[language]:
                mark = was[lasting].get(SOURCE)
            if mark and text[language] and mark != source:
                marks.setdefault(language, {})[lasting] = mark
    return _with_marks(after, marks)


def _with_marks(questionnaire: Questionnaire, marks: Mapping[str, Mapping[str, str]]) -> Questionnaire:
    return dataclasses.replace(questionnaire, aged={tag: dict(kept) for tag, kept in marks.items() if kept})


def _lasting(key: str) -> str:
    """A text's key without the section of its question: questions move from one to another."""
    parts = key.split(".")
    return ".".join(parts[2:]) if parts[2:3] == ["questions"] else key


def lost_placeholders(questionnaire: Questionnaire, language: str) -> dict[str, list[str]]:
    """Key -> the `{code}`s of the source text that its translation lacks, or has too many of."""
    wrong: dict[str, list[str]] = {}
    for key, text in texts(questionnaire).items():
        source, target = text.get(SOURCE, ""), text.get(language, "")
        differing = set(_PLACEHOLDER.findall(source)) ^ set(_PLACEHOLDER.findall(target))
        if source and target and differing:
            wrong[key] = sorted(differing)
    return wrong


def _mapped(part: _Part, path: str, change: _Change) -> _Part:
    """`part` with each of its texts changed: whatever a dataclass declares as Localized is a text."""
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(part):  # type: ignore[arg-type]  # parts of a questionnaire are dataclasses
        value = getattr(part, field.name)
        if field.type == "Localized":
            changed[field.name] = change(f"{path}{field.name}", value)
        elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            changed[field.name] = tuple(_mapped(item, f"{path}{field.name}.{item.code}.", change) for item in value)
    return dataclasses.replace(part, **changed)  # type: ignore[type-var]  # the same
