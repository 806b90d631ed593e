"""Codes grouped into themes, with what they mean; nobody's words overwrite another's."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.extensions import db
from surveys import audit, codebook, themes
from surveys.errors import ChangedMeanwhile, InvalidEntry, TakenName, UnknownCode, UnknownTheme
from surveys.models import Survey, Theme
from surveys.thematic import ThemeLine, code_lines, theme_lines
from tests.conftest import NOW
from tests.surveys.coded import ANI, BUDI, code, commented, put, reader


def shown(session: Session, survey: Survey) -> dict[str, ThemeLine]:
    at = reader(session, survey)
    return {line.name: line for line in theme_lines(at, code_lines(at))}


def write(session: Session, survey: Survey, theme_id: int, revision: int, *code_ids: int, **changes: Any) -> None:
    words = {"name": "Waktu", "interpretation": "Warga menunggu lama.", "actor": ANI, **changes}
    themes.write_theme(session, survey, theme_id, revision, code_ids=code_ids, now=NOW, **words)


def test_a_theme_counts_comments_once(session: Session) -> None:
    survey = commented(session, "a", "b", "c")
    queue, slow, kind = (code(session, survey, name) for name in ("Antre", "Lambat", "Ramah"))
    put(session, survey, "a", queue, slow)
    put(session, survey, "b", slow)
    put(session, survey, "c", kind)
    theme = themes.create_theme(session, survey, "Waktu", NOW, ANI)
    write(session, survey, theme.id, 1, queue, slow)
    line = shown(session, survey)["Waktu"]
    assert [one.name for one in line.codes] == ["Antre", "Lambat"]
    assert (line.comments, line.interpretation, line.revision) == (2, "Warga menunggu lama.", 2)
    write(session, survey, theme.id, 2, slow, kind)
    assert [one.name for one in shown(session, survey)["Waktu"].codes] == ["Lambat", "Ramah"]


def test_a_code_belongs_to_one_theme(session: Session) -> None:
    survey = commented(session)
    queue = code(session, survey, "Antre")
    first, second = (themes.create_theme(session, survey, name, NOW, ANI) for name in ("Waktu", "Loket"))
    write(session, survey, first.id, 1, queue)
    write(session, survey, second.id, 1, queue, name="Loket")
    found = shown(session, survey)
    assert (found["Waktu"].codes, [one.name for one in found["Loket"].codes]) == ((), ["Antre"])


def test_who_comes_second_overwrites_nothing(session: Session) -> None:
    survey = commented(session)
    theme = themes.create_theme(session, survey, "Waktu", NOW, ANI)
    write(session, survey, theme.id, 1)
    with pytest.raises(ChangedMeanwhile):
        write(session, survey, theme.id, 1, interpretation="Lain", actor=BUDI)
    assert shown(session, survey)["Waktu"].interpretation == "Warga menunggu lama."


def test_what_is_refused(session: Session) -> None:
    survey, other = commented(session), commented(session)
    theme, foreign = (themes.create_theme(session, one, "Waktu", NOW, ANI) for one in (survey, other))
    themes.create_theme(session, survey, "Loket", NOW, ANI)
    with pytest.raises(TakenName):
        themes.create_theme(session, survey, "waktu", NOW, ANI)
    with pytest.raises(TakenName):
        write(session, survey, theme.id, 1, name="LOKET")
    with pytest.raises(UnknownTheme):
        write(session, survey, foreign.id, 1)
    with pytest.raises(UnknownTheme):
        themes.dissolve_theme(session, survey, foreign.id, NOW, ANI)
    with pytest.raises(UnknownCode):
        write(session, survey, theme.id, 1, code(session, other, "Antre"))
    for interpretation, problem in (
        ("x" * 1_000_000, "too-long"),
        ("a\x00b", "not-storable"),
        ("\ud800", "not-storable"),
    ):
        with pytest.raises(InvalidEntry) as refused:
            write(session, survey, theme.id, 1, interpretation=interpretation)
        assert (refused.value.problem.field, refused.value.problem.code) == ("interpretation", problem)
    assert shown(session, survey)["Waktu"].revision == 1


def test_a_dissolved_theme_leaves_its_codes_and_its_words_in_the_trail(session: Session) -> None:
    survey = commented(session)
    queue = code(session, survey, "Antre")
    theme = themes.create_theme(session, survey, "Waktu", NOW, ANI)
    write(session, survey, theme.id, 1, queue)
    themes.dissolve_theme(session, survey, theme.id, NOW, ANI)
    assert shown(session, survey) == {}
    [line] = code_lines(reader(session, survey))
    assert (line.name, line.theme_id) == ("Antre", None)
    [entry] = audit.entries(session, survey, limit=1)
    assert (entry.kind, entry.detail["interpretation"]) == ("theme-dissolved", "Warga menunggu lama.")


def test_a_code_merged_meanwhile_brings_its_successor(session: Session) -> None:
    survey = commented(session)
    queue, wait = code(session, survey, "Antre"), code(session, survey, "Menunggu")
    theme = themes.create_theme(session, survey, "Waktu", NOW, ANI)
    codebook.merge_codes(session, survey, queue, wait, NOW, BUDI)
    write(session, survey, theme.id, 1, queue)
    assert [one.name for one in shown(session, survey)["Waktu"].codes] == ["Menunggu"]


def test_two_who_move_codes_between_themes_at_once(app: Flask, session: Session) -> None:
    survey = commented(session)
    one, two = code(session, survey, "Satu"), code(session, survey, "Dua")
    first, second = (themes.create_theme(session, survey, name, NOW, ANI).id for name in ("A", "B"))
    write(session, survey, first, 1, one, name="A")
    write(session, survey, second, 1, two, name="B")
    session.commit()
    with app.app_context():
        engine = db.engine.execution_options(writing=True)
    failed: list[Exception] = []

    def swap(theme_id: int, name: str, code_id: int) -> None:
        for _ in range(10):
            with Session(engine) as other:
                try:
                    revision = other.get_one(Theme, theme_id).revision
                    write(other, other.get_one(Survey, survey.id), theme_id, revision, code_id, name=name)
                    other.commit()
                except Exception as error:  # noqa: BLE001  # whatever it is, it must not happen
                    failed.append(error)

    threads = [threading.Thread(target=swap, args=args) for args in ((first, "A", two), (second, "B", one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert {name: [c.name for c in line.codes] for name, line in shown(session, survey).items()} == {
        "A": ["Dua"],
        "B": ["Satu"],
    }
