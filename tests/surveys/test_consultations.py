"""The life of a consultation: who may take which step when, and what can't be undone."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys import audit, consultation_versions, consultations, documents, outcome
from surveys.consultation_text import ConsultationText
from surveys.consultations import Plan, Rules
from surveys.documents import Document
from surveys.errors import ChangedMeanwhile, FrozenVersion, InvalidEntry, OwnWork, VersionMoved, WrongState
from surveys.models import Agency, Consultation, Voter
from tests import builders
from tests.conftest import NOW

AUTHOR, APPROVER = "ani@dinas.example", "budi@dinas.example"
DAY = dt.timedelta(days=1)
TEXT = ConsultationText({"id": "Rancangan Perda Parkir"}, summary={"id": "Tarif parkir berubah."})
PLAN = Plan(opens_at=NOW + DAY, closes_at=NOW + 15 * DAY)


def document() -> Document:
    return documents.load(builders.passages("pasal-1", "pasal-2"))


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session)


def made(session: Session, agency: Agency, **changes: object) -> Consultation:
    fields: dict[str, object] = {"rules": Rules(voting=True), "plan": PLAN, "document": document(), **changes}
    return consultations.create(session, agency, TEXT, now=NOW, actor=AUTHOR, **fields)  # type: ignore[arg-type]


def approved(session: Session, agency: Agency, **changes: object) -> Consultation:
    consultation = made(session, agency, **changes)
    consultation_versions.submit(session, consultation, NOW, AUTHOR)
    seen = consultation_versions.mark(consultation_versions.newest(session, consultation))
    consultation_versions.approve(session, consultation, seen, NOW, APPROVER)
    return consultation


def test_a_consultation_goes_from_draft_to_closed_by_itself(session: Session, agency: Agency) -> None:
    consultation = approved(session, agency)
    assert consultation.state == "scheduled"
    assert consultations.advance(session, NOW) == []
    assert [step.to_state for step in consultations.advance(session, NOW + DAY)] == ["open"]
    assert consultations.advance(session, NOW + DAY) == []
    assert [step.to_state for step in consultations.advance(session, NOW + 15 * DAY)] == ["closed"]
    trail = audit.consultation_entries(session, consultation.id, consultations.STEP)
    assert [entry.detail["to"] for entry in trail] == ["closed", "open", "scheduled", "in-review", "draft"]
    assert [entry.actor for entry in trail] == ["scheduler", "scheduler", APPROVER, AUTHOR, AUTHOR]


def test_who_wrote_it_may_not_approve_it_where_the_agency_says_so(session: Session, agency: Agency) -> None:
    agency.separate_approval = True
    consultation = made(session, agency)
    version = consultation_versions.newest(session, consultation)
    for seen, writer in enumerate(("dewi@dinas.example", "eko@dinas.example", "dewi@dinas.example")):
        consultation_versions.save(session, version, seen, writer, note=f"Perbaikan {seen}")
    consultation_versions.submit(session, consultation, NOW, "citra@dinas.example")
    seen = consultation_versions.mark(consultation_versions.newest(session, consultation))
    for actor in (AUTHOR, "citra@dinas.example", "dewi@dinas.example", "eko@dinas.example"):
        with pytest.raises(OwnWork):
            consultation_versions.approve(session, consultation, seen, NOW, actor)
    consultation_versions.approve(session, consultation, seen, NOW, APPROVER)


def test_the_approver_decides_on_exactly_what_was_read(session: Session, agency: Agency) -> None:
    consultation = made(session, agency)
    version = consultation_versions.newest(session, consultation)
    seen = consultation_versions.mark(version)
    consultation_versions.save(session, version, 0, AUTHOR, note="Lebih jelas")
    consultation_versions.submit(session, consultation, NOW, AUTHOR)
    with pytest.raises(VersionMoved):
        consultation_versions.approve(session, consultation, seen, NOW, APPROVER)


@pytest.mark.parametrize(
    ("missing", "changes"),
    [
        ("document", {"document": None}),
        ("closes_at", {"plan": Plan()}),
    ],
)
def test_what_is_missing_is_said_before_it_is_checked(
    session: Session, agency: Agency, missing: str, changes: dict[str, object]
) -> None:
    consultation = made(session, agency, **changes)
    with pytest.raises(InvalidEntry) as refused:
        consultation_versions.submit(session, consultation, NOW, AUTHOR)
    assert (refused.value.problem.field, refused.value.problem.code) == (missing, "missing")
    assert consultation.state == "draft"


def test_two_tabs_do_not_overwrite_each_other(session: Session, agency: Agency) -> None:
    version = consultation_versions.newest(session, made(session, agency))
    consultation_versions.save(session, version, 0, AUTHOR, note="Pertama")
    with pytest.raises(ChangedMeanwhile):
        consultation_versions.save(session, version, 0, AUTHOR, note="Kedua")
    assert (version.note, version.edition) == ("Pertama", 1)


def test_a_published_text_never_changes(session: Session, agency: Agency) -> None:
    consultation = approved(session, agency)
    version = consultation_versions.newest(session, consultation)
    with pytest.raises(FrozenVersion):
        consultation_versions.save(session, version, version.edition, AUTHOR, text=TEXT)
    session.commit()
    with pytest.raises(IntegrityError, match="never changes"):
        session.execute(text("UPDATE consultation_version SET document = '{}'"))


def test_a_new_version_is_written_while_people_comment(session: Session, agency: Agency) -> None:
    consultation = approved(session, agency)
    consultations.advance(session, NOW + DAY)
    draft = consultation_versions.begin(session, consultation, NOW, AUTHOR)
    assert consultation_versions.begin(session, consultation, NOW, AUTHOR).id == draft.id
    consultation_versions.save(session, draft, 0, AUTHOR, document=documents.load(builders.passages("pasal-1")))
    consultation_versions.submit(session, consultation, NOW, AUTHOR)
    consultation_versions.approve(session, consultation, consultation_versions.mark(draft), NOW, APPROVER)
    assert consultation.state == "open"
    newest = consultation_versions.published(session, consultation)
    assert newest is not None
    assert newest.number == 2


def test_no_text_is_published_after_the_answer(session: Session, agency: Agency) -> None:
    consultation = approved(session, agency)
    consultation_versions.begin(session, consultation, NOW, AUTHOR)
    consultation_versions.submit(session, consultation, NOW, AUTHOR)
    consultations.advance(session, NOW + DAY)
    consultations.advance(session, NOW + 15 * DAY)
    outcome.publish(session, consultation, "Belum lengkap", NOW + 16 * DAY, APPROVER)
    waiting = consultation_versions.newest(session, consultation)
    with pytest.raises(WrongState):
        consultation_versions.approve(
            session, consultation, consultation_versions.mark(waiting), NOW + 17 * DAY, APPROVER
        )
    assert waiting.published_at is None


def test_the_rules_stand_once_they_were_approved(session: Session, agency: Agency) -> None:
    consultation = approved(session, agency)
    with pytest.raises(WrongState):
        consultations.change_rules(session, consultation, Rules(screening="after"), PLAN)
    session.commit()
    with pytest.raises(IntegrityError, match="rules"):
        session.execute(text("UPDATE consultation SET screening = 'after'"))


def test_closing_cuts_the_way_from_a_browser_to_its_votes(session: Session, agency: Agency) -> None:
    consultation = builders.consultation(session, agency, opens_at=NOW - DAY, closes_at=NOW + DAY, voting=True)
    builders.vote(session, builders.statement(session, consultation), 1)
    consultations.close_consultation(session, consultation, NOW, APPROVER)
    assert session.scalars(select(Voter.token_hash)).all() == [None]
    assert consultation.closes_at == NOW


def test_a_draft_that_was_taken_back_is_written_in_a_new_version(session: Session, agency: Agency) -> None:
    consultation = approved(session, agency)
    consultation_versions.take_back(session, consultation, NOW, AUTHOR, "Salah tarif")
    version = consultation_versions.newest(session, consultation)
    assert (consultation.state, version.number, version.published_at) == ("draft", 2, None)
    consultations.change_rules(session, consultation, Rules(screening="after"), PLAN)
    assert consultations.rules_of(consultation) == Rules(screening="after")


def test_what_breaks_a_rule_is_refused_at_its_field(session: Session, agency: Agency) -> None:
    elsewhere = builders.survey(session, [builders.unit(session, builders.agency(session))])
    wrong = {
        "screening": {"rules": dataclasses.replace(Rules(), screening="never")},
        "running_totals": {"rules": dataclasses.replace(Rules(), running_totals="all")},
        "outcome_days": {"rules": dataclasses.replace(Rules(), outcome_days=0)},
        "closes_at": {"plan": Plan(opens_at=NOW, closes_at=NOW)},
        "survey_id": {"plan": Plan(survey_id=elsewhere.id)},
    }
    for field, changes in wrong.items():
        with pytest.raises(InvalidEntry) as refused:
            made(session, agency, **changes)
        assert refused.value.problem.field == field


def test_titles_are_of_the_newest_version_and_read_no_draft(session: Session, agency: Agency) -> None:
    first, second = made(session, agency), approved(session, agency)
    consultations.open_consultation(session, second, NOW, APPROVER)
    consultation_versions.begin(session, second, NOW, AUTHOR)
    version = consultation_versions.newest(session, second)
    renamed = ConsultationText({"id": "Judul baru"}, summary=TEXT.summary)
    consultation_versions.save(session, version, version.edition, AUTHOR, text=renamed)
    asked: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *args: asked.append(args[2]))
    found = consultation_versions.titles(session, [first.id, second.id])
    assert found == {first.id: TEXT.title, second.id: {"id": "Judul baru"}}
    assert len(asked) == 1
    assert "document" not in asked[0]
