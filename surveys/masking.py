"""Masking stored answers again, once the masks have learnt something: what is written is never kept longer than known.

Answers are masked before they are stored (surveys/answers.py), with the masks of that day. `unmasked`
reads what the present ones would change, `mask` writes it and marks the day as changed, so that its
comments are read and its answers counted again, and on PostgreSQL its rows mixed again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from surveys import changed_days, originals, queries
from surveys.answers import masked_answers
from surveys.canonical import canonical_json
from surveys.definition import Questionnaire
from surveys.models import Response


@dataclass(frozen=True)
class Unmasked:
    """A stored response with personal data in it. `texts`: question code -> what stands there now."""

    response_id: str
    stored: str  # canonical JSON, as in Response.answers
    masked: str
    texts: dict[str, str]


def unmasked(
    session: Session, survey_id: int, day: dt.date, versions: Mapping[int, Questionnaire]
) -> Iterator[Unmasked]:
    """The responses of one survey and local day that masking would change, in no particular order.

    `versions`: those of the survey, as queries.versions gives them. Answers to one that isn't in it came
    in since, past the present masks.
    """
    for batch in queries.answer_batches(session, survey_id, day):
        for response_id, version_id, stored in zip(batch.ids, batch.version_ids, batch.answers, strict=True):
            if version_id not in versions:
                continue
            answers = json.loads(stored)
            masked = masked_answers(versions[version_id], answers)
            texts = {code: value for code, value in answers.items() if masked[code] != value}
            if texts:
                yield Unmasked(response_id, stored, canonical_json(masked), texts)


def mask(session: Session, survey_id: int, day: dt.date, found: Sequence[Unmasked], today: dt.date) -> int:
    """Write what `unmasked` found in one day, and mark it as changed; how many responses were changed.

    One that changed since it was read is left alone. Where the survey keeps originals, and still would on
    `today`, a text without one becomes its own: who asks citizens to be called back loses no number.
    """
    changed = [response for response in found if _replaced(session, survey_id, day, response)]
    if changed:
        changed_days.mark(session, survey_id, [day])
        originals.keep(session, survey_id, day, {response.response_id: response.texts for response in changed}, today)
    return len(changed)


def _replaced(session: Session, survey_id: int, day: dt.date, response: Unmasked) -> bool:
    same = (Response.survey_id == survey_id, Response.day == day, Response.id == response.response_id)
    change = update(Response).where(*same, Response.answers == response.stored).values(answers=response.masked)
    done = session.execute(change, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", done).rowcount == 1
