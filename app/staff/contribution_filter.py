"""Which comments the moderators' list shows: read from the address, offered as choices, carried along."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from flask import request

from app.staff.contribution_words import STANCE_NAMES
from surveys import screening
from surveys.documents import Document
from surveys.models import Consultation
from surveys.screening import APPEALED, SHOWN, WAITING, Filter, Key

_KEY = re.compile(r"(\d{1,3})-(\d{4}-\d{2}-\d{2})-([0-9a-f]{32})", re.ASCII)
_CAMPAIGN = re.compile(r"[0-9a-f]{1,32}", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """What the address asks for, as far as it may be seen. `states`: those that are offered."""

    filter: Filter
    after: Key | None
    states: tuple[str, ...]

    @property
    def arguments(self) -> dict[str, Any]:
        """What addresses carry to show the same comments."""
        asked = self.filter
        carried = {
            "state": asked.state,
            "stance": asked.stance or None,
            "passage": asked.passage if asked.passage is not None else None,
            "campaign": asked.campaign or None,
            "likely": "1" if asked.likely_abuse else None,
        }
        return {name: value for name, value in carried.items() if value is not None}

    @property
    def narrowed(self) -> bool:
        """Whether anything but the state is asked for."""
        return self.filter != Filter(self.filter.state)


def asked(consultation: Consultation, document: Document, sees_everything: bool) -> Asked:
    """The filter that the address asks for. What is not offered is not asked for."""
    states = offered_states(consultation, sees_everything)
    state = request.args.get("state", WAITING)
    stance, campaign = request.args.get("stance", ""), request.args.get("campaign", "")
    passage = request.args.get("passage")
    known = {"", *(found.id for found in document.passages)}
    wanted = Filter(
        state if state in states else WAITING,
        stance if stance in STANCE_NAMES else "",
        passage if passage in known else None,
        campaign if _CAMPAIGN.fullmatch(campaign) else "",
        request.args.get("likely", "") == "1",
    )
    return Asked(wanted, key_in(request.args.get("after", "")), states)


def offered_states(consultation: Consultation, sees_everything: bool) -> tuple[str, ...]:
    """What is to be screened, always; what has been decided is a result, and the rule says who sees it when.

    Where comments are shown before anybody has read them, screening means reading those.
    """
    if sees_everything:
        return screening.STATES
    return (APPEALED, WAITING, SHOWN) if consultation.screening == "after" else (APPEALED, WAITING)


def key_in(argument: str) -> Key | None:
    """The key in an address's argument; None for anything else."""
    found = _KEY.fullmatch(argument)
    try:
        return (int(found[1]), dt.date.fromisoformat(found[2]), found[3]) if found else None
    except ValueError:
        return None


def key_argument(key: Key) -> str:
    abuse, day, id_ = key
    return f"{abuse}-{day.isoformat()}-{id_}"
