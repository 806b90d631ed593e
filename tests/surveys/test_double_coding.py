"""Two people code the same sample, blind until both are done; what is compared is what they put blind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from surveys import codebook, double_coding
from surveys.comments import CODED, UNREAD, Selection
from surveys.double_coding import DoubleCodingLine, comparison, double_codings, draw_double_coding, to_read
from surveys.errors import ChangedMeanwhile, InvalidEntry, NothingToDraw, UnknownDoubleCoding
from surveys.models import Survey
from surveys.thematic import code_lines, coded_comments
from tests.conftest import NOW
from tests.surveys.coded import ANI, BUDI, code, codes_of, commented, put, reader

CITRA = "citra@dinas.example"


def draw(session: Session, survey: Survey, size: int = 10, seed: int = 7, **changes: Any) -> DoubleCodingLine:
    settings: dict[str, Any] = {"coders": (ANI, BUDI), **changes}
    draw_double_coding(session, survey, settings["coders"], size, seed=seed, now=NOW, actor=CITRA)
    return line(session, survey)


def line(session: Session, survey: Survey) -> DoubleCodingLine:
    return double_codings(session, survey)[0]


def texts_of(session: Session, survey: Survey, drawn: DoubleCodingLine) -> list[str]:
    rows = session.execute(
        text("SELECT response_id FROM double_coded_comment WHERE double_coding_id = :id ORDER BY position"),
        {"id": drawn.id},
    )
    by_id = {c.key.response_id: c.text for c in reader(session, survey).comments(Selection(), limit=1000)}
    return [by_id[row.response_id] for row in rows]


def many(session: Session, number: int = 30) -> Survey:
    return commented(session, *(f"k{at}" for at in range(number)))


def test_the_draw_is_random_repeatable_and_of_unread_comments(session: Session) -> None:
    survey = many(session)
    put(session, survey, "k0")
    drawn = draw(session, survey, seed=1)
    first = texts_of(session, survey, drawn)
    assert len(first) == len(set(first)) == 10
    assert "k0" not in first
    double_coding.abandon_double_coding(session, survey, drawn.id, NOW, ANI)
    assert texts_of(session, survey, draw(session, survey, seed=1)) == first
    second = texts_of(session, survey, draw(session, survey, seed=2))
    assert not set(second) & set(first)  # what an unfinished one holds is not drawn again
    rest = texts_of(session, survey, draw(session, survey, size=500, seed=3))
    assert len(rest) == 9
    with pytest.raises(NothingToDraw):
        draw(session, survey)


def test_nobody_sees_the_codes_of_the_other_until_both_are_done(session: Session) -> None:
    survey = many(session, 10)
    slow = code(session, survey, "Lambat")
    drawn = draw(session, survey)
    sample = texts_of(session, survey, drawn)
    for one in sample:
        put(session, survey, one, slow)
    assert line(session, survey).read == (10, 0)
    assert codes_of(session, survey, sample[0], viewer=ANI) == {ANI: {slow}}
    for viewer in (BUDI, CITRA):
        at = reader(session, survey, viewer)
        assert codes_of(session, survey, sample[0], viewer=viewer) == {}
        assert at.count(Selection(state=CODED)) == at.count(Selection(code_id=slow)) == 0
        assert [one.comments for one in code_lines(at)] == [0]
        assert coded_comments(at, [slow], limit=99) == []
        assert at.count(Selection(state=UNREAD)) == 0
    assert comparison(session, survey, line(session, survey)) == []
    for one in sample:
        put(session, survey, one, coder=BUDI)
    assert line(session, survey).finished
    assert codes_of(session, survey, sample[0], viewer=BUDI) == {ANI: {slow}, BUDI: set()}


def test_the_comparison_keeps_what_was_put_blind(session: Session) -> None:
    survey = many(session, 10)
    slow, queue = code(session, survey, "Lambat"), code(session, survey, "Antre")
    sample = texts_of(session, survey, draw(session, survey))
    for one in sample:
        put(session, survey, one, queue)
    put(session, survey, sample[0], slow)  # a change of mind while still blind counts
    for one in sample:
        put(session, survey, one, slow, coder=BUDI)
    put(session, survey, sample[1], slow)  # after comparing it changes the comment alone
    found = comparison(session, survey, line(session, survey))
    assert [(one.first, one.second) for one in found[:3]] == [({slow}, {slow}), ({queue}, {slow}), ({queue}, {slow})]
    assert codes_of(session, survey, sample[1]) == {ANI: {slow}, BUDI: {slow}}
    codebook.merge_codes(session, survey, queue, slow, NOW, ANI)
    merged = comparison(session, survey, line(session, survey))
    assert {(one.first, one.second) for one in merged} == {(frozenset({slow}), frozenset({slow}))}


def test_each_coder_is_led_through_the_sample(session: Session) -> None:
    survey = many(session, 10)
    drawn = draw(session, survey)
    sample = texts_of(session, survey, drawn)
    for coder in (BUDI, ANI):
        led = []
        while (key := to_read(session, drawn, coder)) is not None:
            led.append(reader(session, survey).still_there([key])[key].text)
            put(session, survey, led[-1], coder=coder)
        assert led == sample
    assert to_read(session, drawn, CITRA) is None


def test_a_withdrawn_comment_leaves_the_sample(session: Session) -> None:
    survey = many(session, 10)
    sample = texts_of(session, survey, draw(session, survey))
    for one in sample[1:]:
        for coder in (ANI, BUDI):
            put(session, survey, one, coder=coder)
    assert not line(session, survey).finished
    [gone] = [c for c in reader(session, survey).comments(Selection(), limit=99) if c.text == sample[0]]
    session.execute(text("DELETE FROM response WHERE id = :id"), {"id": gone.key.response_id})
    assert line(session, survey).finished
    assert len(comparison(session, survey, line(session, survey))) == 9


@pytest.mark.parametrize(
    ("size", "coders", "field"),
    [(9, (ANI, BUDI), "size"), (501, (ANI, BUDI), "size"), (10, (ANI, ANI), "second_coder")],
)
def test_what_is_no_sample(session: Session, size: int, coders: tuple[str, str], field: str) -> None:
    survey = many(session)
    with pytest.raises(InvalidEntry) as refused:
        draw(session, survey, size=size, coders=coders)
    assert refused.value.problem.field == field


def test_giving_up(session: Session) -> None:
    survey, other = many(session, 10), many(session, 10)
    slow = code(session, survey, "Lambat")
    drawn = draw(session, survey)
    sample = texts_of(session, survey, drawn)
    put(session, survey, sample[0], slow)
    with pytest.raises(UnknownDoubleCoding):
        double_coding.abandon_double_coding(session, other, drawn.id, NOW, ANI)
    double_coding.abandon_double_coding(session, survey, drawn.id, NOW, ANI)
    assert codes_of(session, survey, sample[0], viewer=BUDI) == {ANI: {slow}}
    drawn = draw(session, survey, size=10)
    for one in texts_of(session, survey, drawn):
        for coder in (ANI, BUDI):
            put(session, survey, one, coder=coder)
    with pytest.raises(ChangedMeanwhile):
        double_coding.abandon_double_coding(session, survey, drawn.id, NOW, ANI)
    assert isinstance(drawn.drawn_at, dt.datetime)
