"""The lives of a survey and of a consultation: which step may follow which.

Pure; who may take a step is the app's business.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from surveys.errors import WrongState

DRAFT = "draft"
IN_REVIEW = "in-review"
SCHEDULED = "scheduled"
OPEN = "open"
CLOSED = "closed"
RESULTS_PUBLISHED = "results-published"
ANSWERED = "answered"  # a consultation whose outcome is public

STATES = (DRAFT, IN_REVIEW, SCHEDULED, OPEN, CLOSED, RESULTS_PUBLISHED)

STEPS: dict[str, tuple[str, ...]] = {
    DRAFT: (IN_REVIEW,),
    IN_REVIEW: (SCHEDULED, DRAFT),  # approved, or sent back
    SCHEDULED: (OPEN, DRAFT),  # opened, or taken back before its day
    OPEN: (CLOSED,),
    CLOSED: (RESULTS_PUBLISHED, OPEN),  # a survey closed by mistake may open again
    RESULTS_PUBLISHED: (),
}

CONSULTATION_STATES = (DRAFT, IN_REVIEW, SCHEDULED, OPEN, CLOSED, ANSWERED)

CONSULTATION_STEPS: dict[str, tuple[str, ...]] = {
    DRAFT: (IN_REVIEW,),
    IN_REVIEW: (SCHEDULED, DRAFT),  # approved, or sent back
    SCHEDULED: (OPEN, DRAFT),  # opened, or taken back before its day
    OPEN: (CLOSED,),
    CLOSED: (ANSWERED, OPEN),  # one closed by mistake may open again
    ANSWERED: (),
}


class Timed(Protocol):
    """What lives by these states and may have a last moment."""

    @property
    def state(self) -> str: ...
    @property
    def closes_at(self) -> dt.datetime | None: ...


def state_at(one: Timed, now: dt.datetime) -> str:
    """The state at `now`: what is open is closed from its last moment on, scheduler or not."""
    over = one.state == OPEN and one.closes_at is not None and one.closes_at <= now
    return CLOSED if over else one.state


def require_step(state: str, to_state: str, steps: dict[str, tuple[str, ...]] = STEPS) -> None:
    """Raise `WrongState` unless what is in `state` may go to `to_state` in a life of these `steps`."""
    if to_state not in steps[state]:
        raise WrongState(state, to_state)
