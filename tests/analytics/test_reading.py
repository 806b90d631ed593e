"""Facts as pages and reports get them."""

from __future__ import annotations

import datetime as dt

from analytics import reading
from analytics.measures.satisfaction import skm
from analytics.measures.statistics import Statistics
from surveys.canonical import canonical_json
from surveys.instruments.skm import ELEMENT_CODES
from surveys.models import Survey
from tests import builders, worked_example
from tests.analytics.conftest import Office

FIRST, LAST, LATER = dt.date(2026, 11, 1), dt.date(2026, 11, 30), dt.date(2026, 12, 1)


def test_facts_of_everybody_and_of_margins_on_the_days_asked_for(office: Office) -> None:
    office.answer(FIRST, 2, usia="25-34")
    office.answer(LAST, 1, score=4)
    office.answer(LATER, 1)
    office.nightly(LATER)
    with office.database.read() as session:
        everybody = list(reading.everybody(session, FIRST, LAST))
        margins = list(reading.margins(session, FIRST, LAST))
        nobody = list(reading.everybody(session, FIRST, LAST, survey_ids=[]))
        of_it = list(reading.everybody(session, FIRST, LATER, survey_ids=[office.survey_id]))
    assert [(fact.day, fact.statistics.n, fact.channel) for fact in everybody] == [(FIRST, 2, "web"), (LAST, 1, "web")]
    assert [(fact.day, fact.profile_option, fact.statistics.n) for fact in margins] == [(FIRST, "25-34", 2)]
    assert nobody == []
    assert len(of_it) == 3


def test_the_worked_example_from_answers_to_the_index(office: Office) -> None:
    with office.database.write() as session:
        survey = session.get_one(Survey, office.survey_id)
        for place, answers in enumerate(worked_example.answers()):
            builders.response(session, survey, canonical_json(answers), FIRST + dt.timedelta(days=place))
    office.nightly(LAST)
    with office.database.read() as session:
        total = Statistics.total(fact.statistics for fact in reading.everybody(session, FIRST, LAST))
    figures = skm(total, ELEMENT_CODES, LAST)
    assert (str(figures.ikm.value), figures.ikm.base, figures.grade) == ("91.48", 29, "A")
    assert figures.lowest == ("waktu", "prosedur", "produk")


def test_facts_versions_grow_with_every_change(office: Office) -> None:
    office.answer(FIRST)
    office.answer(LATER)
    office.nightly(LATER)
    with office.database.read() as session:
        assert reading.facts_versions(session) == {FIRST: 1, LATER: 1}
    office.answer(FIRST, mark=True)
    office.nightly(LATER)
    with office.database.read() as session:
        assert reading.facts_versions(session) == {FIRST: 2, LATER: 1}
