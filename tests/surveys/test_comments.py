"""Comments in the order and with the filters that coders need, and never more of the person than that."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from surveys import retention
from surveys.comments import CODED, STATES, UNCODED, UNREAD, Selection
from surveys.definition import Question, Questionnaire, Section
from surveys.models import Response
from tests import builders
from tests.surveys.coded import ANI, BUDI, NOVEMBER, OCTOBER, code, codes_of, comment, commented, put, reader


def shown(session: Session, survey: object, **wanted: object) -> set[str]:
    return {one.text for one in reader(session, survey).comments(Selection(**wanted), limit=100)}  # type: ignore[arg-type]  # passed on


def test_only_written_answers_to_open_questions_are_comments(session: Session) -> None:
    survey = commented(session, "Antrean lama", "")
    builders.response(session, survey, '{"pekerjaan-lainnya":"petani","waktu":"4"}', NOVEMBER)
    # The words of a question inside a text are not an answer to it.
    builders.response(session, survey, '{"pekerjaan-lainnya":"\\"saran\\":\\"x\\""}', NOVEMBER)
    assert shown(session, survey) == {"Antrean lama"}
    assert list(reader(session, survey).parts) == ["saran"]
    assert reader(session, survey).count(Selection()) == 1


def test_every_open_question_counts_and_capitals_matter(session: Session) -> None:
    questions = (
        Question("usul", "long-text", {"id": "Usul"}),
        Question("Usul", "long-text", {"id": "Usul lain"}),
        Question("nama-desa", "short-text", {"id": "Desa"}),
    )
    questionnaire = Questionnaire({"id": "Uji"}, (Section("a", {}, questions),))
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], questionnaire)
    builders.response(session, survey, '{"Usul":"besar","nama-desa":"Sukamaju","usul":"kecil"}', NOVEMBER)
    assert shown(session, survey) == {"besar", "kecil"}
    assert shown(session, survey, part="usul") == {"kecil"}
    assert shown(session, survey, part="nama-desa") == set()


def test_a_survey_without_open_questions_or_answers_has_none(session: Session) -> None:
    questionnaire = Questionnaire({"id": "Uji"}, (Section("a", {}, (Question("n", "number", {"id": "N"}),)),))
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], questionnaire)
    builders.response(session, survey, '{"n":"1"}', NOVEMBER)
    empty = commented(session)
    for one in (survey, empty):
        assert reader(session, one).comments(Selection(), limit=9) == []
        assert reader(session, one).count(Selection()) == 0
    assert reader(session, empty).months == []


def test_months_are_ordered_and_days_within_them_are_not(session: Session) -> None:
    survey = commented(session)
    for number in range(20):
        commented(session, f"oktober {number:02}", day=dt.date(2026, 10, 1 + number), survey=survey)
    commented(session, "november", survey=survey)
    at = reader(session, survey)
    found = at.comments(Selection(), limit=100)
    assert found[0].text == "november"
    days = [one.key.day for one in found[1:]]
    assert days not in (sorted(days), sorted(days, reverse=True))
    assert [one.key.response_id for one in found[1:]] == sorted(one.key.response_id for one in found[1:])
    assert at.months == [dt.date(2026, 11, 1), dt.date(2026, 10, 1)]
    assert at.comments(Selection(), limit=5, offset=10) == found[10:15]


def test_going_forth_and_back_meets_every_comment_once(session: Session) -> None:
    survey = commented(session, *(f"n{number}" for number in range(5)))
    commented(session, *(f"o{number}" for number in range(5)), day=OCTOBER, survey=survey)
    at = reader(session, survey)
    listed = at.comments(Selection(), limit=100)
    walked = [listed[0]]
    while following := at.neighbour(Selection(), walked[-1].key):
        walked.append(following)
    assert walked == listed
    back = [listed[-1]]
    while earlier := at.neighbour(Selection(), back[-1].key, before=True):
        back.append(earlier)
    assert back == listed[::-1]
    assert at.neighbour(Selection(), None) == listed[0]
    assert at.neighbour(Selection(), None, before=True) == listed[-1]
    october = Selection(month=dt.date(2026, 10, 1))
    assert at.neighbour(october, listed[0].key) == listed[5]
    assert at.neighbour(october, listed[5].key, before=True) is None


def test_filters(session: Session) -> None:
    agency = builders.agency(session)
    first, second = builders.unit(session, agency), builders.unit(session, agency)
    survey = commented(session, "a", "b", "c", survey=builders.survey(session, [first, second]))
    commented(session, "lama", day=OCTOBER, survey=survey)
    builders.response(session, survey, '{"saran":"lain"}', NOVEMBER, unit_id=second.id)
    builders.response(session, survey, '{"saran":"tanpa unit"}', NOVEMBER, unit_id=None)
    slow, kind = code(session, survey, "Lambat"), code(session, survey, "Ramah")
    put(session, survey, "a", slow)
    put(session, survey, "b")
    put(session, survey, "lama", slow, kind, coder=BUDI)
    assert shown(session, survey, state=UNREAD) == {"c", "lain", "tanpa unit"}
    assert shown(session, survey, state=CODED) == {"a", "lama"}
    assert shown(session, survey, state=UNCODED) == {"b"}
    assert shown(session, survey, code_id=kind) == {"lama"}
    assert shown(session, survey, code_id=slow, month=dt.date(2026, 11, 1)) == {"a"}
    assert shown(session, survey, unit_id=second.id) == {"lain"}
    assert shown(session, survey, month=dt.date(2026, 10, 1)) == {"lama"}
    at = reader(session, survey)
    assert sum(at.count(Selection(state=state)) for state in STATES) == at.count(Selection()) == 6


def test_an_address_finds_its_comment_alone(session: Session) -> None:
    survey, other = commented(session, "a", "b"), commented(session, "a")
    at, wanted = reader(session, survey), comment(session, survey, "b")
    november, october = dt.date(2026, 11, 1), dt.date(2026, 10, 1)
    assert at.find(november, wanted.key.response_id, "saran") == wanted
    assert at.find(october, wanted.key.response_id, "saran") is None
    assert at.find(november, wanted.key.response_id, "waktu") is None
    assert reader(session, other).find(november, wanted.key.response_id, "saran") is None


def test_what_is_withdrawn_is_gone_with_its_codes(session: Session) -> None:
    survey = commented(session, "tetap", "ditarik")
    slow = code(session, survey, "Lambat")
    for text in ("tetap", "ditarik"):
        put(session, survey, text, slow)
    session.commit()
    gone = comment(session, survey, "ditarik").key
    session.execute(delete(Response).where(Response.id == gone.response_id))
    session.commit()
    assert shown(session, survey) == {"tetap"}
    assert reader(session, survey).codes_on([gone]) == {}
    assert reader(session, survey).still_there([gone]) == {}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_moving_a_day_keeps_its_codes(session: Session) -> None:
    survey = commented(session, *(f"k{number}" for number in range(30)))
    slow = code(session, survey, "Lambat")
    put(session, survey, "k7", slow)
    session.commit()
    assert retention.mix_day(session, survey.id, NOVEMBER) == 30
    session.commit()
    assert codes_of(session, survey, "k7") == {ANI: {slow}}
