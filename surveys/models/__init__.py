"""Tables and constraints only. Importing this package registers every table of the domain."""

from surveys.models.agency import Agency, Denominator, ServiceType, ServiceUnit
from surveys.models.audit import AuditEntry
from surveys.models.coding import Code, CodeAssignment, CommentReading, DoubleCodedComment, DoubleCoding, Theme
from surveys.models.draft import Draft, DraftRevision
from surveys.models.intake import Contact, QuotaCount
from surveys.models.picture import Picture
from surveys.models.reading import READER_LABELS, KeywordTheme, ReaderLabel
from surveys.models.response import CHANNELS, ChangedDay, MixedDay, OriginalText, Response
from surveys.models.survey import Survey, SurveyTransition, SurveyUnit, SurveyVersion, VerdictDecision

__all__ = [
    "CHANNELS",
    "READER_LABELS",
    "Agency",
    "AuditEntry",
    "ChangedDay",
    "Code",
    "CodeAssignment",
    "CommentReading",
    "Contact",
    "Denominator",
    "DoubleCodedComment",
    "DoubleCoding",
    "Draft",
    "DraftRevision",
    "KeywordTheme",
    "MixedDay",
    "OriginalText",
    "Picture",
    "QuotaCount",
    "ReaderLabel",
    "Response",
    "ServiceType",
    "ServiceUnit",
    "Survey",
    "SurveyTransition",
    "SurveyUnit",
    "SurveyVersion",
    "Theme",
    "VerdictDecision",
]
