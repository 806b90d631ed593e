"""The life of a survey: which step may follow which. Pure; who may take a step is the app's business."""

from __future__ import annotations

from surveys.errors import WrongState

DRAFT = "draft"
IN_REVIEW = "in-review"
SCHEDULED = "scheduled"
OPEN = "open"
CLOSED = "closed"
RESULTS_PUBLISHED = "results-published"

STATES = (DRAFT, IN_REVIEW, SCHEDULED, OPEN, CLOSED, RESULTS_PUBLISHED)

STEPS: dict[str, tuple[str, ...]] = {
    DRAFT: (IN_REVIEW,),
    IN_REVIEW: (SCHEDULED, DRAFT),  # approved, or sent back
    SCHEDULED: (OPEN, DRAFT),  # opened, or taken back before its day
    OPEN: (CLOSED,),
    CLOSED: (RESULTS_PUBLISHED, OPEN),  # a survey closed by mistake may open again
    RESULTS_PUBLISHED: (),
}


def require_step(state: str, to_state: str) -> None:
    """Raise `WrongState` unless a survey in `state` may go to `to_state`."""
    if to_state not in STEPS[state]:
        raise WrongState(state, to_state)
