"""What a report says of known answers."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from pathlib import Path

from analytics.reports import model, sections
from analytics.reports.content import digest, dump, load
from surveys.definition import Option, Question, Questionnaire, Section
from surveys.scoring import half_up
from tests.analytics.reports.answered import CUT, agency, answers, example_scores, report, scores, unit

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "worked-example.json").read_text())


def satisfied(made: model.MonthlyReport) -> model.Satisfaction:
    assert made.satisfaction
    return made.satisfaction


def test_the_worked_example_of_the_reference() -> None:
    made = json.loads(dump(report(agency("dinas", [unit("loket", answers(example_scores()))]))))["satisfaction"]
    wanted = GOLDEN["satisfaction"]
    assert {key: made["ikm"][key] for key in wanted["ikm"]} == wanted["ikm"]
    assert [made[key] for key in ("grade", "grade_table", "lowest", "weights")] == [
        wanted[key] for key in ("grade", "grade_table", "lowest", "weights")
    ]
    assert {
        element["code"]: {
            "average": str(half_up(Decimal(element["average"]["value"]), 4)),
            "base": element["average"]["base"],
            "rank": element["rank"],
        }
        for element in made["elements"]
    } == wanted["elements"]


def test_every_figure_has_base_method_and_cut() -> None:
    found = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if "value" in value and "suppressed" in value:
                found.append(value)
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(json.loads(dump(report(agency("dinas", [unit("loket", answers(example_scores(), 400))])))))
    assert len(found) > 60
    assert all(one["method"] and one["cut"] == CUT.isoformat() for one in found)
    assert all(one["base"] is not None for one in found if not one["suppressed"])


def test_the_text_of_a_report_reads_back_and_is_its_digest() -> None:
    given = answers(example_scores(), 400, {"positive": 12, "negative": 7}, **{"jenis-kelamin": {"L": 12, "P": 17}})
    made = report(agency("dinas", [unit("loket", given)]), agency("dinas", [unit("loket", answers(scores(20)))]))
    text = dump(made)
    assert load(text) == made
    assert dump(load(text)) == text
    assert digest(text) == digest(dump(load(text)))


def test_equal_third_places_are_all_among_the_lowest() -> None:
    rows = scores(20, 4, waktu=2, sarana=3, biaya=3, produk=3)
    assert set(satisfied(report(agency("d", [unit("l", answers(rows))]))).lowest) == {
        "waktu",
        "sarana",
        "biaya",
        "produk",
    }


def test_ties_share_the_lower_rank() -> None:
    elements = {
        e.code: e.rank for e in satisfied(report(agency("d", [unit("l", answers(scores(20, 4, waktu=2)))]))).elements
    }
    assert elements.pop("waktu") == 9
    assert set(elements.values()) == {1}


def test_without_a_denominator_rates_are_not_available() -> None:
    coverage = report(agency("d", [unit("l", answers(scores(30)))])).participation.coverage
    for figure in (coverage.served, coverage.rate, coverage.required):
        assert figure.value is None
        assert not figure.suppressed
    assert coverage.short is None
    assert coverage.margin.value is not None


def test_one_unit_without_a_denominator_leaves_the_agency_without_a_rate() -> None:
    made = report(agency("d", [unit("a", answers(scores(30), 100)), unit("b", answers(scores(30)))]))
    assert made.participation.coverage.rate.value is None
    by_code = {row.party.code: row for row in made.rows}
    assert by_code["a"].coverage.rate.value == Decimal("0.3")
    assert model.NO_DENOMINATOR in by_code["b"].flags


def test_a_unit_that_nobody_answered_counts_among_the_served() -> None:
    made = report(agency("d", [unit("a", answers(scores(30), 100)), unit("b", answers([], 200))]))
    coverage = made.participation.coverage
    assert coverage.served.value == 300
    assert coverage.required.value == 169  # Krejcie and Morgan's table
    assert coverage.short is True


def test_more_answers_than_people_served_is_flagged() -> None:
    row = report(agency("d", [unit("a", answers(scores(30), 20))])).rows[0]
    assert model.MORE_THAN_SERVED in row.flags


def test_every_day_of_the_month_is_there() -> None:
    days = report(agency("d", [unit("a", answers(scores(30)), d02=20, d31=10)])).participation.days
    assert [day.day.day for day in days] == list(range(1, 32))
    assert [int(day.responses.value or 0) for day in days][:3] == [0, 20, 0]


def test_a_month_without_any_answer() -> None:
    made = report(agency("d", [unit("a", answers([], 120))]))
    assert made.participation.responses.value == 0
    assert made.satisfaction is None
    assert made.sentiment is None
    assert made.previous is None
    assert made.participation.coverage.margin.value is None
    assert made.rows[0].flags == (model.NO_ANSWERS,)


def test_free_services_are_said_to_be_free() -> None:
    assert satisfied(report(agency("d", [unit("a", answers(scores(20, 4)))]))).free_of_charge.value == 1
    mixed = scores(15, 4) + scores(5, 4, biaya=2)
    assert satisfied(report(agency("d", [unit("a", answers(mixed))]))).free_of_charge.value == Decimal("0.75")


def test_the_month_before() -> None:
    now, before = agency("d", [unit("a", answers(scores(20, 4)))]), agency("d", [unit("a", answers(scores(20, 3)))])
    comparison = report(now, before).previous
    assert comparison
    assert comparison.ikm.value == Decimal("75.00")
    assert comparison.change.value == Decimal("25.00")


def test_the_change_has_the_interval_of_two_samples() -> None:
    rows = scores(20, 4) + scores(20, 3)
    now, before = agency("d", [unit("a", answers(rows))]), agency("d", [unit("a", answers(rows))])
    comparison = report(now, before).previous
    assert comparison
    change = comparison.change
    assert change.value == 0
    # s = 12.5 · √(40/39) of each respondent's own mean, so √2 · 1.96 · s/√40
    assert change.high == Decimal("5.55")
    assert change.low == Decimal("-5.55")


def test_a_roll_up_pools_the_answers_and_shows_the_mean_of_the_units_beside() -> None:
    made = report(agency("kota", [], [
        agency("a", [unit("x", answers(scores(30, 4)))]),
        agency("b", [unit("y", answers(scores(10, 2)))]),
    ]))  # fmt: skip
    assert satisfied(made).ikm.value == Decimal("87.50")  # 25 · (30·4 + 10·2) / 40
    assert satisfied(made).mean_of_units.value == Decimal("75.00")
    assert satisfied(made).mean_of_units.base == 2
    assert [(row.party.code, row.kind, row.depth) for row in made.rows] == [
        ("a", model.AGENCY, 0),
        ("x", model.UNIT, 1),
        ("b", model.AGENCY, 0),
        ("y", model.UNIT, 1),
    ]


def test_sentiment_names_its_analyzer() -> None:
    given = answers(scores(40), None, {"positive": 20, "neutral": 10, "negative": 6, "needs-reader": 4})
    sentiment = report(agency("d", [unit("a", given)])).sentiment
    assert sentiment
    assert [label.share.value for label in sentiment.labels][:2] == [Decimal("0.5"), Decimal("0.25")]
    assert sentiment.labels[0].share.method == f"{sentiment.analyzer}-{sentiment.version}"
    assert sentiment.labels[0].share.low is not None


def asked(question: Question, **counts: int) -> dict[str, tuple[str, Decimal | None]]:
    """Option -> its words and its count, of a profile question that 60 people were asked."""
    questionnaire = Questionnaire({"id": "Survei"}, (Section("p", {}, (question,)),))
    pool = answers(scores(60), **{question.code: {code.replace("_", "."): n for code, n in counts.items()}})
    [found] = sections.profile(agency("d", [unit("a", pool)]), [questionnaire], CUT)
    return {part.code: (part.name["id"], part.count.value) for part in found.parts}


def test_who_says_that_a_question_does_not_apply_has_a_row() -> None:
    options = (Option("l", {"id": "Laki-laki"}), Option("p", {"id": "Perempuan"}))
    question = Question("jk", "choice", {"id": "?"}, role="profile", options=options, not_applicable=True)
    assert asked(question, **{"l": 20, "p": 25, "n/a": 15}) == {
        "l": ("Laki-laki", 20),
        "p": ("Perempuan", 25),
        "n/a": ("Tidak berlaku", 15),
    }
    assert "n/a" not in asked(dataclasses.replace(question, not_applicable=False), l=20, p=40)


def test_a_region_has_its_name_and_a_row_where_somebody_named_it() -> None:
    question = Question("kota", "region", {"id": "?"}, role="profile")
    assert asked(question, **{"32_73": 30, "32_04": 30}) == {
        "32.04": ("Kabupaten Bandung", 30),
        "32.73": ("Kota Bandung", 30),
    }
