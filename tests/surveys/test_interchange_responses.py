"""Answers from a file: each stored once, in a survey that takes them, on both databases."""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.errors import RefusedFile, SurveyNotOpen, UnknownSurvey
from surveys.interchange.responses import Row, check_file, find_target, read_rows, store
from surveys.models import ChangedDay, ServiceUnit, Survey
from surveys.receipts import Keyring
from tests import builders, worked_example
from tests.surveys.importing import GOOD, HEADER, KEYS, NOW, Import, Result, importer, stored


@pytest.fixture
def unit(session: Session) -> ServiceUnit:
    return builders.unit(session, builders.agency(session, code="dinas"), code="loket")


@pytest.fixture
def survey(session: Session, unit: ServiceUnit) -> Survey:
    made = builders.survey(session, [unit])
    session.commit()
    return made


@pytest.fixture
def imported(session: Session, survey: Survey) -> Import:
    return importer(session, survey)


def example_file() -> str:
    """The worked example as a file."""
    return "\n".join([HEADER, *(",".join(answer.values()) for answer in worked_example.answers())])


def test_the_worked_example_of_29_respondents(session: Session, imported: Import) -> None:
    assert imported(example_file()) == Result(29, 0, {})
    answers = [json.loads(row.answers) for row in stored(session)]
    total = sum(int(given) for row in answers for given in row.values())
    assert total == 955
    assert round(Decimal(25 * total) / (29 * 9), 4) == Decimal("91.4751")


def test_a_file_imported_twice_is_stored_once(session: Session, imported: Import) -> None:
    assert imported(example_file()) == Result(29, 0, {})
    assert imported(example_file(), now=NOW + dt.timedelta(days=3), at_once=5) == Result(0, 29, {})
    assert len(stored(session)) == 29


def test_a_longer_file_adds_only_what_is_new(session: Session, imported: Import) -> None:
    imported(f"{HEADER}\n{GOOD}\n")
    assert imported(f"{HEADER}\n{GOOD}\n1{GOOD[1:]}\n") == Result(1, 1, {})


def test_genuine_twins_stay(session: Session, imported: Import) -> None:
    text = f"{HEADER}\n{GOOD}\n{GOOD}\n{GOOD}\n"
    assert imported(text, at_once=1) == Result(3, 0, {})
    assert imported(text) == Result(0, 3, {})
    assert len(stored(session)) == 3


def test_the_same_content_in_another_file_format_is_the_same(imported: Import) -> None:
    assert imported(f"{HEADER}\n{GOOD}\n").accepted == 1
    turned = [",".join(reversed(line.split(","))) for line in (HEADER, GOOD)]
    other = f"channel;{turned[0].replace(',', ';')}\r\nimport;{turned[1].replace(',', ';')}\r\n"
    assert imported(b"\xef\xbb\xbf" + other.encode()) == Result(0, 1, {})


def test_an_external_id_is_the_key(session: Session, imported: Import) -> None:
    text = f"external_id,{HEADER}\nA-1,{GOOD}\nA-2,{GOOD}\nA-1,{GOOD}\n"
    assert imported(text) == Result(2, 1, {})
    other = f"external_id,{HEADER}\nA-1,1{GOOD[1:]}\nA-2,{GOOD}\n"
    assert imported(other) == Result(0, 1, {2: [("external_id", "same-key-other-answers")]})
    assert len(stored(session)) == 2


def test_an_external_id_with_another_date_is_no_repetition(imported: Import) -> None:
    header = f"external_id,received_at,{HEADER}\n"
    assert imported(header + f"A-1,2026-11-03,{GOOD}\n").accepted == 1
    assert imported(header + f"A-1,2026-11-04,{GOOD}\n").rejected == {2: [("external_id", "same-key-other-answers")]}
    assert imported(header + f"A-1,,{GOOD}\n") == Result(0, 1, {})


def test_an_external_id_belongs_to_its_survey(session: Session, unit: ServiceUnit, imported: Import) -> None:
    text = f"external_id,{HEADER}\nA-1,{GOOD}\n"
    other = builders.survey(session, [unit])
    assert (imported(text).accepted, imported(text, other).accepted) == (1, 1)


def test_rows_are_recognised_after_the_server_key_changed(imported: Import) -> None:
    imported(example_file())
    assert imported(example_file(), keys=Keyring.of([b"n" * 32, b"k" * 32])) == Result(0, 29, {})


def test_a_broken_end_stores_nothing_of_the_beginning(session: Session, imported: Import) -> None:
    with pytest.raises(RefusedFile):
        imported(f'{HEADER}\n{GOOD}\n"{GOOD}\n', at_once=1)
    assert stored(session) == []


def revisions(session: Session) -> dict[dt.date, int]:
    session.expire_all()
    return {row.day: row.revision for row in session.scalars(select(ChangedDay))}


def test_changed_days_are_marked_with_what_changed_them(session: Session, imported: Import) -> None:
    text = f"received_at,{HEADER}\n2026-11-03,{GOOD}\n2026-11-03,1{GOOD[1:]}\n2026-11-04,{GOOD}\n"
    imported(text)
    assert revisions(session) == {dt.date(2026, 11, 3): 1, dt.date(2026, 11, 4): 1}
    imported(text)
    assert revisions(session) == {dt.date(2026, 11, 3): 1, dt.date(2026, 11, 4): 1}, "nothing changed"
    imported(f"received_at,{HEADER}\n2026-11-03,2{GOOD[1:]}\n")
    assert revisions(session) == {dt.date(2026, 11, 3): 2, dt.date(2026, 11, 4): 1}


def test_a_closed_survey_takes_paper_and_imports_only(session: Session, unit: ServiceUnit, imported: Import) -> None:
    survey = builders.survey(session, [unit], state="closed")
    text = "\n".join([f"channel,{HEADER}", *(f"{channel},{GOOD}" for channel in ("paper", "import", "web"))])
    assert imported(text, survey) == Result(2, 0, {4: [("channel", "after-closing")]})


@pytest.mark.parametrize("state", ["scheduled", "results-published"])
def test_other_states_take_nothing(session: Session, unit: ServiceUnit, imported: Import, state: str) -> None:
    survey = builders.survey(session, [unit], state=state)
    with pytest.raises(SurveyNotOpen, match=state):
        imported(f"{HEADER}\n{GOOD}\n", survey)


def test_a_survey_that_ends_during_the_import_takes_no_more(session: Session, survey: Survey) -> None:
    file = io.BytesIO(f"{HEADER}\n{GOOD}\n".encode())
    target = find_target(session, survey.public_id, NOW)
    rows = [row for row in read_rows(target, file, check_file(target, file), NOW) if isinstance(row, Row)]
    survey.state = "results-published"
    session.flush()
    with pytest.raises(SurveyNotOpen):
        store(session, target, rows, KEYS)


def test_a_draft_is_not_known(session: Session, unit: ServiceUnit, imported: Import) -> None:
    with pytest.raises(UnknownSurvey):
        imported(HEADER, builders.survey(session, [unit], state="draft"))
