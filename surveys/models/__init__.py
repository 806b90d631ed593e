"""Tables and constraints only. Importing this package registers every table of the domain."""

from surveys.models.agency import Agency, Denominator, ServiceType, ServiceUnit
from surveys.models.audit import AuditEntry
from surveys.models.coding import Code, CodeAssignment, CommentReading, DoubleCodedComment, DoubleCoding, Theme
from surveys.models.consultation import RUNNING_TOTALS, SCREENING, Attachment, Consultation, ConsultationVersion
from surveys.models.contribution import CONTRIBUTION_STATES, STANCES, AbuseWord, Contribution, ModerationStep
from surveys.models.draft import Draft, DraftRevision
from surveys.models.intake import Contact, QuotaCount
from surveys.models.outcome import (
    VERDICTS,
    OutcomeContribution,
    OutcomePoint,
    OutcomeStatement,
    OutcomeTheme,
    Reply,
    ThemedContribution,
)
from surveys.models.picture import Picture
from surveys.models.reading import READER_LABELS, KeywordTheme, ReaderLabel
from surveys.models.response import CHANNELS, ChangedDay, MixedDay, OriginalText, Response
from surveys.models.survey import Survey, SurveyTransition, SurveyUnit, SurveyVersion, VerdictDecision
from surveys.models.voting import STATEMENT_STATES, Statement, Vote, Voter

__all__ = [
    "CHANNELS",
    "CONTRIBUTION_STATES",
    "READER_LABELS",
    "RUNNING_TOTALS",
    "SCREENING",
    "STANCES",
    "STATEMENT_STATES",
    "VERDICTS",
    "AbuseWord",
    "Agency",
    "Attachment",
    "AuditEntry",
    "ChangedDay",
    "Code",
    "CodeAssignment",
    "CommentReading",
    "Consultation",
    "ConsultationVersion",
    "Contact",
    "Contribution",
    "Denominator",
    "DoubleCodedComment",
    "DoubleCoding",
    "Draft",
    "DraftRevision",
    "KeywordTheme",
    "MixedDay",
    "ModerationStep",
    "OriginalText",
    "OutcomeContribution",
    "OutcomePoint",
    "OutcomeStatement",
    "OutcomeTheme",
    "Picture",
    "QuotaCount",
    "ReaderLabel",
    "Reply",
    "Response",
    "ServiceType",
    "ServiceUnit",
    "Statement",
    "Survey",
    "SurveyTransition",
    "SurveyUnit",
    "SurveyVersion",
    "Theme",
    "ThemedContribution",
    "VerdictDecision",
    "Vote",
    "Voter",
]
