"""Codes on comments, and the codebook: put, renamed, merged, split, retired, each step in the audit trail."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.extensions import db
from surveys import audit, codebook, coding
from surveys.errors import DomainError, InvalidEntry, RetiredCode, TakenName, UnknownCode, UnknownComment
from surveys.models import AuditEntry, Code, Survey
from surveys.thematic import code_lines
from tests.conftest import NOW
from tests.surveys.coded import ANI, BUDI, code, codes_of, comment, commented, put, reader


def lines(session: Session, survey: Survey) -> dict[str, int]:
    """Name of a code in use -> number of its comments."""
    return {line.name: line.comments for line in code_lines(reader(session, survey)) if line.in_use}


def steps(session: Session, survey: Survey) -> list[str]:
    return [entry.kind for entry in reversed(audit.entries(session, survey, limit=100))]


def test_codes_are_put_and_taken_away(session: Session) -> None:
    survey = commented(session, "lama", "ramah")
    slow, kind = code(session, survey, "Lambat"), code(session, survey, "Ramah")
    put(session, survey, "lama", slow, kind)
    put(session, survey, "lama", slow)
    put(session, survey, "lama", slow)  # nothing new: no step
    put(session, survey, "ramah")
    assert codes_of(session, survey, "lama") == {ANI: {slow}}
    assert codes_of(session, survey, "ramah") == {ANI: set()}
    assert lines(session, survey) == {"Lambat": 1, "Ramah": 0}
    assert steps(session, survey) == ["code-created"] * 2 + ["comment-coded"] * 3
    read, taken, put_first = audit.entries(session, survey, limit=3)
    assert (read.detail["added"], read.detail["removed"]) == ([], [])
    assert (taken.detail["added"], taken.detail["removed"]) == ([], ["Ramah"])
    assert (put_first.detail["added"], put_first.detail["removed"]) == (["Lambat", "Ramah"], [])
    assert (read.actor, read.at, read.detail["month"]) == (ANI, NOW, "2026-11-01")


def test_each_coder_has_codes_of_ones_own(session: Session) -> None:
    survey = commented(session, "lama")
    slow, kind = code(session, survey, "Lambat"), code(session, survey, "Ramah")
    put(session, survey, "lama", slow)
    put(session, survey, "lama", slow, kind, coder=BUDI)
    put(session, survey, "lama")
    assert codes_of(session, survey, "lama") == {ANI: set(), BUDI: {slow, kind}}
    assert lines(session, survey) == {"Lambat": 1, "Ramah": 1}


def test_a_new_name_makes_a_code_or_takes_the_one_called_so(session: Session) -> None:
    survey = commented(session, "lama", "antre")
    put(session, survey, "lama", new="  Antrean   panjang ")
    put(session, survey, "antre", new="ANTREAN PANJANG")
    assert lines(session, survey) == {"Antrean panjang": 2}


@pytest.mark.parametrize(
    ("name", "problem"), [("", "missing"), (" \n ", "missing"), ("x" * 81, "too-long"), ("a\x00b", "not-storable")]
)
def test_names_that_are_none(session: Session, name: str, problem: str) -> None:
    survey = commented(session, "lama")
    with pytest.raises(InvalidEntry) as refused:
        codebook.create_code(session, survey, name, "", NOW, ANI)
    assert (refused.value.problem.field, refused.value.problem.code) == ("name", problem)
    assert lines(session, survey) == {}


def test_a_name_is_used_once_and_free_again_when_retired(session: Session) -> None:
    survey, other = commented(session), commented(session)
    first = code(session, survey, "Antrean")
    for again in ("Antrean", "antrean", " ANTREAN "):
        with pytest.raises(TakenName):
            code(session, survey, again)
    code(session, other, "Antrean")
    codebook.retire_code(session, survey, first, NOW, ANI)
    assert code(session, survey, "Antrean") != first
    second = code(session, survey, "Ramah")
    with pytest.raises(TakenName):
        codebook.describe_code(session, survey, second, "antrean", "", NOW, ANI)
    codebook.describe_code(session, survey, second, "RAMAH", "Petugas sopan", NOW, ANI)
    assert set(lines(session, survey)) == {"Antrean", "RAMAH"}


def test_merging_moves_what_stands_and_retires_the_first(session: Session) -> None:
    survey = commented(session, "a", "b", "c", "d")
    queue, wait = code(session, survey, "Antre"), code(session, survey, "Menunggu")
    put(session, survey, "a", queue)
    put(session, survey, "b", queue, wait)
    put(session, survey, "b", queue, coder=BUDI)
    put(session, survey, "c", wait)
    codebook.merge_codes(session, survey, queue, wait, NOW, BUDI)
    assert lines(session, survey) == {"Menunggu": 3}
    assert codes_of(session, survey, "a") == {ANI: {wait}}
    assert codes_of(session, survey, "b") == {ANI: {wait}, BUDI: {wait}}
    [entry] = audit.entries(session, survey, limit=1)
    assert (entry.kind, entry.actor, entry.detail["comments"]) == ("codes-merged", BUDI, 2)
    assert (entry.detail["name"], entry.detail["into_name"]) == ("Antre", "Menunggu")
    [old] = [line for line in code_lines(reader(session, survey)) if not line.in_use]
    assert (old.name, old.successor, old.comments) == ("Antre", "Menunggu", 0)
    # Who still has the old code on the screen puts the new one.
    put(session, survey, "d", queue)
    assert codes_of(session, survey, "d") == {ANI: {wait}}


def test_splitting_moves_chosen_comments(session: Session) -> None:
    survey = commented(session, "a", "b", "c")
    staff, other = code(session, survey, "Petugas"), code(session, survey, "Lain")
    for one in "ab":
        put(session, survey, one, staff)
    put(session, survey, "b", staff, coder=BUDI)
    put(session, survey, "c", other)
    chosen = {comment(session, survey, one).key for one in "bc"}  # c does not have the code
    new = codebook.split_code(session, survey, staff, chosen, "Petugas galak", NOW, ANI)
    assert codes_of(session, survey, "a") == {ANI: {staff}}
    assert codes_of(session, survey, "b") == {ANI: {new.id}, BUDI: {new.id}}
    assert codes_of(session, survey, "c") == {ANI: {other}}
    assert audit.entries(session, survey, limit=1)[0].detail["comments"] == 1
    with pytest.raises(InvalidEntry):
        codebook.split_code(session, survey, staff, chosen, "Nama lain", NOW, ANI)


def test_a_retired_code_stays_where_it_stands(session: Session) -> None:
    survey = commented(session, "a")
    old, new = code(session, survey, "Lama"), code(session, survey, "Baru")
    put(session, survey, "a", old)
    codebook.retire_code(session, survey, old, NOW, ANI)
    put(session, survey, "a", new)
    assert codes_of(session, survey, "a") == {ANI: {old, new}}
    with pytest.raises(RetiredCode) as refused:
        put(session, survey, "a", old)
    assert refused.value.name == "Lama"


def test_codes_of_another_survey_are_unknown(session: Session) -> None:
    survey, other = commented(session, "a"), commented(session, "b")
    mine, foreign = code(session, survey, "Antre"), code(session, other, "Antre")
    refused: list[Callable[[], object]] = [
        lambda: put(session, survey, "a", mine, foreign),
        lambda: put(session, survey, "a", 0),
        lambda: codebook.merge_codes(session, survey, mine, foreign, NOW, ANI),
        lambda: codebook.merge_codes(session, survey, foreign, mine, NOW, ANI),
        lambda: codebook.merge_codes(session, survey, mine, mine, NOW, ANI),
        lambda: codebook.describe_code(session, survey, foreign, "X", "", NOW, ANI),
        lambda: codebook.retire_code(session, survey, foreign, NOW, ANI),
    ]
    for step in refused:
        with pytest.raises(UnknownCode):
            step()
    assert lines(session, other) == {"Antre": 0}


def test_a_comment_of_another_survey_or_none_takes_no_code(session: Session) -> None:
    survey, other = commented(session, "a", ""), commented(session, "b")
    foreign = comment(session, other, "b").key
    with pytest.raises(UnknownComment):
        coding.put_codes(session, survey, foreign, [], NOW, ANI)
    session.execute(text("DELETE FROM response WHERE id = :id"), {"id": foreign.response_id})
    with pytest.raises(UnknownComment):
        coding.put_codes(session, other, foreign, [], NOW, ANI)


def test_two_who_merge_at_once(app: Flask, session: Session) -> None:
    survey = commented(session, "a", "b")
    one, two = code(session, survey, "Satu"), code(session, survey, "Dua")
    put(session, survey, "a", one)
    put(session, survey, "b", two)
    session.commit()
    begun, told = threading.Event(), []
    with app.app_context():
        engine = db.engine.execution_options(writing=True)

    def other() -> None:
        with Session(engine) as second:
            begun.set()
            try:
                codebook.merge_codes(second, second.get_one(Survey, survey.id), two, one, NOW, BUDI)
                second.commit()
            except DomainError as error:
                told.append(error)

    codebook.merge_codes(session, survey, one, two, NOW, ANI)
    thread = threading.Thread(target=other)
    thread.start()
    begun.wait(10)
    session.commit()
    thread.join(30)
    assert [type(error) for error in told] == [RetiredCode]
    assert lines(session, survey) == {"Dua": 2}


def test_the_trail_grows_and_never_changes(session: Session) -> None:
    survey = commented(session)
    code(session, survey, "Antre")
    session.commit()
    for statement in ("UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(DBAPIError, match="never rewritten"), session.begin_nested():
            session.execute(text(statement))
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1


def test_a_step_that_is_undone_leaves_no_trace(session: Session) -> None:
    survey = commented(session)
    session.commit()
    code(session, survey, "Antre")
    session.rollback()
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 0
    assert session.scalar(select(func.count()).select_from(Code)) == 0
