"""Writing a questionnaire: each change is saved as a whole, and can be taken back and put in again.

A change is refused where somebody else, or the same person in another tab, changed the draft since the
page was opened: the page says which edition it shows.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, insert, select, update
from sqlalchemy.orm import Session

from surveys import checks, editing, pictures, translation
from surveys.definition import ONE_PAGE, PAGES, Localized, Option, Questionnaire, dump, load
from surveys.errors import (
    ChangedMeanwhile,
    FrozenVersion,
    InvalidEntry,
    InvalidQuestionnaire,
    NothingToPublish,
    Problem,
    WrongState,
)
from surveys.instruments import skm
from surveys.lifecycle import DRAFT, IN_REVIEW
from surveys.models import Draft, DraftRevision, ServiceType, ServiceUnit, Survey, SurveyVersion

MOST_REVISIONS = 100  # kept of one draft; the oldest go first


def current_version(session: Session, survey: Survey) -> SurveyVersion:
    """The newest version: the draft being written, or the last one that was published. Read afresh."""
    query = select(SurveyVersion).where(SurveyVersion.survey_id == survey.id).order_by(SurveyVersion.number.desc())
    return session.scalars(query.limit(1).execution_options(populate_existing=True)).one()


def skm_questionnaire(session: Session, units: Sequence[ServiceUnit], title: Localized, layout: str) -> Questionnaire:
    """The SKM's questionnaire for `units`, asking for the service type where they have several."""
    query = select(ServiceType).where(ServiceType.unit_id.in_([unit.id for unit in units]))
    services: dict[str, str] = {}
    for service in session.scalars(query.order_by(ServiceType.code, ServiceType.unit_id)):
        services.setdefault(service.code, service.name)
    check_layout(layout)
    return skm.questionnaire(trimmed(title), services, layout)


def check_layout(layout: str) -> None:
    if layout not in (ONE_PAGE, PAGES):
        raise InvalidEntry(Problem("layout", "unknown", found=layout))


def complete(session: Session, survey: Survey, version: SurveyVersion) -> None:
    """Make a draft that is handed in ready to be published: the SKM asks for the units' service types of now.

    Raises NothingToPublish without units, and InvalidQuestionnaire.
    """
    units = [served.unit for served in survey.units]
    if not units:
        raise NothingToPublish
    questionnaire = with_services(session, units, load(version.definition))
    problems = [*checks.problems(questionnaire), *pictures.problems(session, survey.agency_id, questionnaire)]
    if problems:
        raise InvalidQuestionnaire(problems)
    version.definition = dump(questionnaire)
    session.flush()


def with_services(session: Session, units: Sequence[ServiceUnit], questionnaire: Questionnaire) -> Questionnaire:
    """An SKM's questionnaire, as its author left it, with the service types that `units` have now. Others stay."""
    if questionnaire.instrument != skm.NAME:
        return questionnaire
    fresh = skm_questionnaire(session, units, questionnaire.title, questionnaire.layout).by_code.get(skm.SERVICE)
    asked = questionnaire.by_code.get(skm.SERVICE)
    if fresh is None:
        return editing.remove_question(questionnaire, skm.SERVICE) if asked else questionnaire
    if asked:
        options = _with_pictures(fresh.options, asked.options)
        return editing.replace_question(questionnaire, dataclasses.replace(asked, options=options))
    codes = [section.code for section in questionnaire.sections]
    return editing.add_question(
        questionnaire, skm.PROFILE_SECTION if skm.PROFILE_SECTION in codes else codes[-1], fresh
    )


def _with_pictures(options: Sequence[Option], before: Sequence[Option]) -> tuple[Option, ...]:
    """The options, each with the picture that it had before."""
    pictured = {option.code: (option.picture, option.alternative) for option in before if option.picture}
    return tuple(
        dataclasses.replace(option, picture=pictured[option.code][0], alternative=pictured[option.code][1])
        if option.code in pictured
        else option
        for option in options
    )


def trimmed(title: Localized) -> Localized:
    return {language: text.strip() for language, text in title.items() if text.strip()}


@dataclass(frozen=True)
class DraftState:
    """A draft as its pages show it."""

    questionnaire: Questionnaire
    edition: int  # 0: never changed
    can_undo: bool
    can_redo: bool


def state(session: Session, version: SurveyVersion) -> DraftState:
    """How the draft `version` stands. Raises FrozenVersion for a published one."""
    if version.published_at is not None:
        raise FrozenVersion
    draft = session.get(Draft, version.id, populate_existing=True)
    if draft is None:
        return DraftState(load(version.definition), 0, can_undo=False, can_redo=False)
    first, last = _ends(session, version)
    return DraftState(
        load(version.definition), draft.edition, can_undo=draft.position > first, can_redo=draft.position < last
    )


def edition(session: Session, version: SurveyVersion) -> int:
    """The edition that the next change is made on."""
    draft = session.get(Draft, version.id, populate_existing=True)
    return draft.edition if draft else 0


def save(
    session: Session, version: SurveyVersion, questionnaire: Questionnaire, seen: int, now: dt.datetime, actor: str
) -> None:
    """Make `questionnaire` the draft; what was taken back before can't be put in again then.

    It need not be fit to publish: `checks.problems` says so later. `seen`: the edition that the change
    was made on. Raises ChangedMeanwhile, WrongState while it is being checked, and FrozenVersion once it is published.
    """
    before = version.definition
    definition = dump(translation.with_aged(load(before), questionnaire))
    if definition == before:
        return
    position = _claim(session, version, seen)
    if not _exists(session, version, position):
        _add(session, version, position, before, now, actor)
    session.execute(
        delete(DraftRevision).where(DraftRevision.version_id == version.id, DraftRevision.position > position)
    )
    _add(session, version, position + 1, definition, now, actor)
    session.execute(
        delete(DraftRevision).where(
            DraftRevision.version_id == version.id, DraftRevision.position <= position + 1 - MOST_REVISIONS
        )
    )
    _move(session, version, position + 1, definition)


def undo(session: Session, version: SurveyVersion, seen: int) -> None:
    """Take the last change back; nothing happens where there is none. Raises as `save` does."""
    _step(session, version, seen, -1)


def redo(session: Session, version: SurveyVersion, seen: int) -> None:
    """Put the change in again that was taken back last; nothing happens where there is none. Raises as `save`."""
    _step(session, version, seen, +1)


def forget(session: Session, version: SurveyVersion) -> None:
    """Throw the earlier states away: the version is being published."""
    session.execute(delete(DraftRevision).where(DraftRevision.version_id == version.id))
    session.execute(delete(Draft).where(Draft.version_id == version.id))


def _step(session: Session, version: SurveyVersion, seen: int, by: int) -> None:
    position = _claim(session, version, seen) + by
    definition = session.scalar(
        select(DraftRevision.definition).where(
            DraftRevision.version_id == version.id, DraftRevision.position == position
        )
    )
    if definition is not None:
        _move(session, version, position, definition)


def _claim(session: Session, version: SurveyVersion, seen: int) -> int:
    """The draft's position, the draft being of the edition `seen` and from here on of the next one."""
    _hold(session, version)
    if seen == 0 and session.get(Draft, version.id) is None:
        session.execute(insert(Draft).values(version_id=version.id, edition=1, position=0))
        return 0
    claim = update(Draft).where(Draft.version_id == version.id, Draft.edition == seen)
    claimed = cast(CursorResult[Any], session.execute(claim.values(edition=seen + 1)))
    if claimed.rowcount != 1:
        raise ChangedMeanwhile
    return session.scalars(select(Draft.position).where(Draft.version_id == version.id)).one()


def _hold(session: Session, version: SurveyVersion) -> None:
    """Keep the version a draft until the commit: who hands it in meanwhile waits for the change."""
    draft = update(SurveyVersion).where(
        SurveyVersion.id == version.id, SurveyVersion.published_at.is_(None), SurveyVersion.submitted_at.is_(None)
    )
    if cast(CursorResult[Any], session.execute(draft.values(number=SurveyVersion.number))).rowcount != 1:
        session.refresh(version)
        if version.published_at is not None:
            raise FrozenVersion
        raise WrongState(IN_REVIEW, DRAFT)


def _move(session: Session, version: SurveyVersion, position: int, definition: str) -> None:
    session.execute(update(Draft).where(Draft.version_id == version.id).values(position=position))
    version.definition = definition
    # A survey is of the instrument that its questionnaire is, also when a step is taken back.
    instrument = load(definition).instrument or None
    session.execute(update(Survey).where(Survey.id == version.survey_id).values(instrument=instrument))
    session.flush()


def _add(
    session: Session, version: SurveyVersion, position: int, definition: str, now: dt.datetime, actor: str
) -> None:
    values = {"position": position, "definition": definition, "at": now, "actor": actor}
    session.execute(insert(DraftRevision).values(version_id=version.id, **values))


def _exists(session: Session, version: SurveyVersion, position: int) -> bool:
    return session.get(DraftRevision, (version.id, position)) is not None


def _ends(session: Session, version: SurveyVersion) -> tuple[int, int]:
    query = select(func.min(DraftRevision.position), func.max(DraftRevision.position))
    first, last = session.execute(query.where(DraftRevision.version_id == version.id)).one()
    return first, last
