"""Stored answers are masked again when the masks have learnt something, and nothing else about them changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from surveys import masking, originals, queries
from surveys.models import ChangedDay, OriginalText, Response, Survey
from surveys.personal_data import version as of_masks
from surveys.personal_data.version import version
from tests import builders

DAY, TODAY = dt.date(2026, 11, 3), dt.date(2026, 11, 24)
WRITTEN, MASKED = "hub 0812 3456 7890", "hub [nomor telepon]"


def a_survey(session: Session, **fields: Any) -> Survey:
    made = builders.survey(session, [builders.unit(session, builders.agency(session))], **fields)
    session.commit()
    return made


def unmasked(session: Session, survey: Survey) -> list[masking.Unmasked]:
    return list(masking.unmasked(session, survey.id, DAY, queries.versions(session, survey.id)))


def masked_again(session: Session, survey: Survey, today: dt.date = TODAY) -> int:
    done = masking.mask(session, survey.id, DAY, unmasked(session, survey), today)
    session.commit()
    return done


@pytest.mark.parametrize("state", ["open", "closed", "results-published"])
def test_only_what_is_not_masked_changes_whatever_the_surveys_state(session: Session, state: str) -> None:
    survey = a_survey(session)
    texts = [WRITTEN, "cepat dan ramah", MASKED]
    for written in texts:
        builders.response(session, survey, f'{{"saran":"{written}","waktu":"4"}}', DAY)
    session.execute(text("UPDATE survey SET state = :state"), {"state": state})
    session.commit()
    others = "SELECT survey_id, day, id, version_id, unit_id, channel, hour, key_hash FROM response ORDER BY id"
    before = session.execute(text(others)).all()
    assert masked_again(session, survey) == 1
    assert session.execute(text(others)).all() == before
    kept = [f'{{"saran":"{written}","waktu":"4"}}' for written in sorted([MASKED, *texts[1:]])]
    assert sorted(session.scalars(select(Response.answers))) == kept
    assert session.execute(select(ChangedDay.survey_id, ChangedDay.day, ChangedDay.revision)).all() == [
        (survey.id, DAY, 1)
    ]
    assert masked_again(session, survey) == 0
    assert session.scalars(select(ChangedDay.revision)).all() == [1]


def test_a_picked_answer_that_looks_like_a_number_stays(session: Session) -> None:
    survey = a_survey(session)
    builders.response(session, survey, '{"usia":"081234567890"}', DAY)
    assert unmasked(session, survey) == []


def test_what_changed_since_it_was_read_is_left_alone(session: Session) -> None:
    survey = a_survey(session)
    builders.response(session, survey, f'{{"saran":"{WRITTEN}"}}', DAY)
    found = unmasked(session, survey)
    session.execute(update(Response).values(answers='{"saran":"ditarik"}'))
    assert masking.mask(session, survey.id, DAY, found, TODAY) == 0
    assert session.scalars(select(Response.answers)).all() == ['{"saran":"ditarik"}']
    assert session.scalars(select(ChangedDay.day)).all() == []


def test_a_survey_that_keeps_originals_keeps_these_too(session: Session) -> None:
    survey = a_survey(session, originals_days=30)
    first = builders.response(session, survey, f'{{"saran":"{WRITTEN}"}}', DAY)
    second = builders.response(session, survey, '{"saran":"[nomor telepon] atau 0812 3456 7891"}', DAY)
    builders.original(session, second, "08123456789 atau 0812 3456 7891")
    assert masked_again(session, survey) == 2
    kept = {row.response_id: (row.text, row.delete_after) for row in session.scalars(select(OriginalText))}
    until = DAY + dt.timedelta(days=30)
    assert kept == {first.id: (WRITTEN, until), second.id: ("08123456789 atau 0812 3456 7891", until)}


def test_an_original_whose_time_is_over_is_not_kept(session: Session) -> None:
    survey = a_survey(session, originals_days=30)
    builders.response(session, survey, f'{{"saran":"{WRITTEN}"}}', DAY)
    assert masked_again(session, survey, DAY + dt.timedelta(days=31)) == 1
    assert originals.count(session, survey.id) == 0


def test_every_change_of_the_rules_is_another_version(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    version.cache_clear()
    present = version()
    assert len(present) <= 20  # a period of JobRun
    (tmp_path / "rule.py").write_text("a", encoding="utf-8")
    monkeypatch.setattr(of_masks, "__file__", str(tmp_path / "version.py"))
    seen = {present}
    for rule in ("a", "b"):
        (tmp_path / "rule.py").write_text(rule, encoding="utf-8")
        version.cache_clear()
        seen.add(version())
    version.cache_clear()
    assert len(seen) == 3
