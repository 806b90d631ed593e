"""Which role may do what: the one table. A user has one role."""

from __future__ import annotations

AUTHOR = "author"
APPROVER = "approver"
ANALYST = "analyst"
ADMINISTRATOR = "administrator"
OVERSIGHT = "oversight"

AGENCY_ROLES = (AUTHOR, APPROVER, ANALYST, ADMINISTRATOR)  # belong to an agency, work in its pages
ROLES = (*AGENCY_ROLES, OVERSIGHT)

PERMISSIONS: dict[str, frozenset[str]] = {
    "write-surveys": frozenset({AUTHOR, ADMINISTRATOR}),
    "approve-surveys": frozenset({APPROVER, ADMINISTRATOR}),  # approve, open, close, publish results
    "watch-participation": frozenset(AGENCY_ROLES),
    "enter-denominators": frozenset({ANALYST, ADMINISTRATOR}),
    "code-comments": frozenset({ANALYST, ADMINISTRATOR}),  # read comments, put codes and themes on them
    "export-responses": frozenset({ANALYST, ADMINISTRATOR}),
    "read-originals": frozenset({ANALYST, ADMINISTRATOR}),  # what people wrote, before personal data were masked
    "read-contacts": frozenset({ANALYST, ADMINISTRATOR}),  # how people who said so can be reached
    "read-agency-report": frozenset({APPROVER, ANALYST, ADMINISTRATOR}),
    "read-consultations": frozenset(AGENCY_ROLES),
    "write-consultations": frozenset({AUTHOR, ADMINISTRATOR}),
    "approve-consultations": frozenset({APPROVER, ADMINISTRATOR}),  # approve, open, close, publish the outcome
    "moderate-contributions": frozenset({ANALYST, ADMINISTRATOR}),  # show and hide what citizens write, decide appeals
    "code-contributions": frozenset(AGENCY_ROLES),  # codes and themes: those who analyse, and those who answer by theme
    "answer-contributions": frozenset({AUTHOR, APPROVER, ADMINISTRATOR}),  # replies, points of the outcome
    "manage-agency": frozenset({ADMINISTRATOR}),  # users, units, child agencies
    "read-all-reports": frozenset({OVERSIGHT}),
}


def allows(role: str, permission: str) -> bool:
    """Whether `role` has `permission`. Raises KeyError for a permission that doesn't exist."""
    return role in PERMISSIONS[permission]
