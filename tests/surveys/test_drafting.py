"""Writing a draft: saved as a whole, taken back, put in again, and never over somebody else's change."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy.orm import Session

from surveys import drafting
from surveys.definition import Questionnaire, load
from surveys.errors import ChangedMeanwhile, FrozenVersion
from surveys.models import SurveyVersion
from tests import builders
from tests.conftest import NOW

ACTOR = "ani@example.go.id"


@pytest.fixture
def version(session: Session) -> SurveyVersion:
    unit = builders.unit(session, builders.agency(session))
    survey = builders.survey(session, [unit], state="draft")
    return survey.versions[0]


def titled(version: SurveyVersion, title: str) -> Questionnaire:
    return dataclasses.replace(load(version.definition), title={"id": title})


def save(session: Session, version: SurveyVersion, title: str, seen: int) -> None:
    drafting.save(session, version, titled(version, title), seen, NOW, ACTOR)


def title(version: SurveyVersion) -> str:
    return load(version.definition).title["id"]


def test_a_change_is_taken_back_and_put_in_again(session: Session, version: SurveyVersion) -> None:
    first = title(version)
    save(session, version, "Satu", 0)
    save(session, version, "Dua", 1)
    drafting.undo(session, version, 2)
    assert title(version) == "Satu"
    drafting.undo(session, version, 3)
    assert title(version) == first
    state = drafting.state(session, version)
    assert (state.edition, state.can_undo, state.can_redo) == (4, False, True)
    drafting.redo(session, version, 4)
    assert title(version) == "Satu"
    save(session, version, "Tiga", 5)
    state = drafting.state(session, version)
    assert (title(version), state.can_undo, state.can_redo) == ("Tiga", True, False)


def test_two_tabs_do_not_overwrite_each_other(session: Session, version: SurveyVersion) -> None:
    save(session, version, "Satu", 0)
    for seen in (0, 2):
        with pytest.raises(ChangedMeanwhile):
            save(session, version, "Dua", seen)
    assert title(version) == "Satu"


def test_taking_back_where_nothing_was_changed_does_nothing(session: Session, version: SurveyVersion) -> None:
    before = version.definition
    drafting.undo(session, version, 0)
    assert version.definition == before


def test_saving_the_same_again_is_no_change(session: Session, version: SurveyVersion) -> None:
    drafting.save(session, version, load(version.definition), 0, NOW, ACTOR)
    assert drafting.state(session, version).edition == 0


def test_only_so_many_states_are_kept(session: Session, version: SurveyVersion) -> None:
    for edition in range(drafting.MOST_REVISIONS + 5):
        save(session, version, f"Judul {edition}", edition)
    edition = drafting.MOST_REVISIONS + 5
    while drafting.state(session, version).can_undo:
        drafting.undo(session, version, edition)
        edition += 1
    # 106 states were written, 100 are kept: the oldest of them is that after the sixth change.
    assert title(version) == "Judul 5"


def test_a_published_version_is_no_draft(session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    published = builders.survey(session, [unit]).versions[0]
    with pytest.raises(FrozenVersion):
        save(session, published, "Lain", 0)
    with pytest.raises(FrozenVersion):
        drafting.state(session, published)
