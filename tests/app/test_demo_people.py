"""The demo's people: repeatable, valid, and different from unit to unit."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from statistics import mean

import pytest

from app.demo.people import DAYS, RESPONSES, SEED, Answered, answered
from app.demo.places import AGENCIES, OTHER_SERVICE, Unit
from app.demo.suggestions import PIECES, Experience, write
from surveys.answers import AnswerSheet
from surveys.calendar import TIME_ZONES
from surveys.instruments import skm
from surveys.intake import check_sheet

FIRST_DAY = dt.date(2025, 11, 24)
UNITS = {unit.code: unit for agency in AGENCIES for unit in agency.units}


@pytest.fixture(scope="module")
def year() -> list[Answered]:
    return list(answered(FIRST_DAY, SEED, RESPONSES))


def test_the_same_seed_and_day_give_the_same_answers(year: list[Answered]) -> None:
    few = list(answered(FIRST_DAY, SEED, 300))
    assert few == list(answered(FIRST_DAY, SEED, 300))
    assert few != list(answered(FIRST_DAY, SEED + 1, 300))
    assert few != list(answered(FIRST_DAY + dt.timedelta(days=1), SEED, 300))


def test_every_answer_is_one_that_the_survey_takes(year: list[Answered]) -> None:
    for agency in AGENCIES:
        services = {code: name for unit in agency.units for code, name in (*unit.services.items(), OTHER_SERVICE)}
        questionnaire = skm.questionnaire(agency.title, services)
        for answer in (answer for answer in year if answer.agency == agency.code):
            check_sheet(questionnaire, AnswerSheet(answer.answers, answer.language, answer.channel))


def test_a_year_that_ends_before_today(year: list[Answered]) -> None:
    days = [answer.day for answer in year]
    assert days == sorted(days)
    assert (min(days), max(days)) == (FIRST_DAY, FIRST_DAY + dt.timedelta(days=DAYS - 1))
    assert 12_000 <= len(year) <= 15_000


def test_days_and_hours_are_those_of_offices(year: list[Answered]) -> None:
    weekdays = Counter(answer.day.weekday() for answer in year)
    assert weekdays[0] > 3 * weekdays[6] > 0
    assert {answer.hour for answer in year if answer.channel == "kiosk"} == set(range(8, 16))
    assert {answer.hour for answer in year if answer.channel == "paper"} == {None}
    at_the_counter = [answer for answer in year if answer.channel != "web"]
    assert all(UNITS[answer.unit].weekend or answer.day.weekday() < 5 for answer in at_the_counter)


def test_units_differ_in_quality_and_change_over_the_year(year: list[Answered]) -> None:
    index = defaultdict(list)
    for answer in year:
        index[answer.unit].append(25 * mean(int(str(answer.answers[code])) for code in skm.ELEMENT_CODES))
    means = {unit: mean(values) for unit, values in index.items()}
    assert means.keys() == UNITS.keys()
    assert min(means.values()) < 76.61, "one unit has a C"
    assert max(means.values()) >= 88.31, "one unit has an A"
    speed = [(a.day, int(str(a.answers["waktu"]))) for a in year if a.unit == "kantor-utama"]
    half = FIRST_DAY + dt.timedelta(days=DAYS // 2)
    assert mean(x for day, x in speed if day > half) > mean(x for day, x in speed if day <= half) + 0.3


def test_suggestions_are_varied_and_fit_the_scores(year: list[Answered]) -> None:
    with_text = [answer for answer in year if "saran" in answer.answers]
    assert 0.33 < len(with_text) / len(year) < 0.37
    texts = [str(answer.answers["saran"]) for answer in with_text]
    assert len(set(texts)) > 0.7 * len(texts)
    assert not [text for text in texts if "{" in text or text != text.strip()]
    thanked = [
        mean(int(str(a.answers[code])) for code in skm.ELEMENT_CODES)
        for a in with_text
        if "ramah-ramah" in str(a.answers)
    ]
    scolded = [
        mean(int(str(a.answers[code])) for code in skm.ELEMENT_CODES) for a in with_text if "jutek" in str(a.answers)
    ]
    assert mean(thanked) > mean(scolded) + 0.2


def test_some_people_skip_their_profile(year: list[Answered]) -> None:
    for question in ("jenis-kelamin", "usia", "pendidikan", "pekerjaan", "layanan"):
        assert 0.85 < sum(question in answer.answers for answer in year) / len(year) < 0.95
    young = [answer for answer in year if answer.answers.get("usia") == "0-17"]
    assert {answer.answers.get("pekerjaan") for answer in young} <= {"lainnya", None}


def test_three_time_zones_and_every_piece_in_its_place() -> None:
    assert {unit.time_zone for unit in UNITS.values()} == set(TIME_ZONES)
    assert sum(agency.parent is not None for agency in AGENCIES) == 1
    for tone in ("praise", "complaint", "wish"):
        assert PIECES[tone].keys() == set(skm.ELEMENT_CODES)
    for unit in UNITS.values():
        assert unit.kind in PIECES["kind"]
        assert unit.local in PIECES["local"]
        assert unit.strengths.keys() <= set(skm.ELEMENT_CODES)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_every_way_of_writing_works_everywhere(unit: Unit) -> None:
    chance = random.Random(1)
    for _ in range(500):
        scores = {code: chance.randint(1, 4) for code in skm.ELEMENT_CODES}
        language = chance.choice(("id", "id", "en"))
        text = write(chance, Experience(scores, language, unit.name, unit.kind, unit.local, "KTP elektronik"))
        assert 0 < len(text) <= 400
