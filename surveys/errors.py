"""What can go wrong in the domain. Errors carry codes and data; `app/errors.py` finds the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class DomainError(Exception):
    """The base of all; `code` is stable and never shown as such."""

    code = "domain-error"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one answer or one part of a questionnaire.

    `field` is the name of the HTML field or CSV column, `code` what is wrong, `limit` the bound that
    was crossed, where there is one, and `found` what stood there instead, shortened.
    """

    field: str
    code: str
    limit: str = ""
    found: str = ""


class InvalidAnswers(DomainError):
    code = "invalid-answers"

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(self.code, sorted(problems))
        self.problems = dict(problems)  # question code -> its first problem


class InvalidQuestionnaire(DomainError):
    code = "invalid-questionnaire"

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(self.code, [f"{p.field}: {p.code}" for p in problems])
        self.problems = problems


class InvalidEntry(DomainError):
    """What a staff member filled in breaks a rule of the domain; `problem.field` names the argument."""

    code = "invalid-entry"

    def __init__(self, problem: Problem) -> None:
        super().__init__(self.code, f"{problem.field}: {problem.code}")
        self.problem = problem


class UnknownSurvey(DomainError):
    code = "unknown-survey"


class UnknownUnit(DomainError):
    code = "unknown-unit"


class SurveyNotOpen(DomainError):
    """The survey takes no answers now; `state` tells why."""

    code = "survey-not-open"

    def __init__(self, state: str) -> None:
        super().__init__(self.code, state)
        self.state = state


class QuotaReached(DomainError):
    """As many answers of this kind are stored as the survey wants; this one is not. `quota`: its code."""

    code = "quota-reached"

    def __init__(self, quota: str) -> None:
        super().__init__(self.code, quota)
        self.quota = quota


class SameKeyOtherAnswers(DomainError):
    """The form was already sent with other answers; these are not stored and not discarded."""

    code = "same-key-other-answers"


class ForgedToken(DomainError):
    code = "forged-token"


class WrongState(DomainError):
    code = "wrong-state"

    def __init__(self, state: str, to_state: str) -> None:
        super().__init__(self.code, state, to_state)
        self.state, self.to_state = state, to_state


class UnknownPart(DomainError):
    """No such section or question in the questionnaire, or no longer."""

    code = "unknown-part"


class FrozenVersion(DomainError):
    """A published questionnaire never changes; a new version is the way."""

    code = "frozen-version"


class VersionMoved(DomainError):
    """Somebody else took the step before: `standing` is where the version is now (surveys.versions)."""

    code = "version-moved"

    def __init__(self, standing: str) -> None:
        super().__init__(self.code, standing)
        self.standing = standing


class OwnWork(DomainError):
    """Who wrote a questionnaire doesn't approve it, where the agency wants two people."""

    code = "own-work"


class NothingToPublish(DomainError):
    """A survey without units or questions can't go to review."""

    code = "nothing-to-publish"


class TakenCode(DomainError):
    """An agency, unit or service type with this code exists already."""

    code = "taken-code"


class RefusedFile(DomainError):
    """A file that can't be taken as a whole: what is wrong, and the line that shows it (0: no line does)."""

    code = "refused-file"

    def __init__(self, problem: Problem, line: int = 0) -> None:
        super().__init__(self.code, f"{line}: {problem.field}: {problem.code}")
        self.problem, self.line = problem, line


class TakenName(DomainError):
    """The survey's codebook has a code, or a theme, of this name already."""

    code = "taken-name"


class UnknownCode(DomainError):
    """No code of this survey."""

    code = "unknown-code"


class UnknownTheme(DomainError):
    """No theme of this survey, or no longer."""

    code = "unknown-theme"


class UnknownDoubleCoding(DomainError):
    """No double coding of this survey, or no longer."""

    code = "unknown-double-coding"


class RetiredCode(DomainError):
    """The code was merged or retired in the meantime; `name` is what it was called."""

    code = "retired-code"

    def __init__(self, name: str) -> None:
        super().__init__(self.code)
        self.name = name


class UnknownComment(DomainError):
    """There is no such comment, or its writer has withdrawn it."""

    code = "unknown-comment"


class ChangedMeanwhile(DomainError):
    """Somebody else has saved since the page was opened; nothing was overwritten."""

    code = "changed-meanwhile"


class NothingToDraw(DomainError):
    """No comment is left that nobody has read."""

    code = "nothing-to-draw"


class UnknownConsultation(DomainError):
    code = "unknown-consultation"


class UnknownPassage(DomainError):
    """No passage of the consultation's text has this id, now or in an earlier version."""

    code = "unknown-passage"


class UnknownContribution(DomainError):
    """No contribution stands there: never written, somebody else's, or the receipt code is mistyped."""

    code = "unknown-contribution"


class UnknownStatement(DomainError):
    code = "unknown-statement"


class ConsultationNotOpen(DomainError):
    """The consultation takes no contributions now; `state` tells why."""

    code = "consultation-not-open"

    def __init__(self, state: str) -> None:
        super().__init__(self.code, state)
        self.state = state


class NotOffered(DomainError):
    """The agency's rules for this consultation don't offer it: voting, proposals, or replies of citizens."""

    code = "not-offered"
