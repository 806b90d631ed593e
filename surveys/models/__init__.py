"""Tables and constraints only. Importing this package registers every table of the domain."""

from surveys.models.agency import Agency, Denominator, ServiceType, ServiceUnit
from surveys.models.reading import READER_LABELS, ReaderLabel
from surveys.models.response import CHANNELS, ChangedDay, MixedDay, Response
from surveys.models.survey import Survey, SurveyTransition, SurveyUnit, SurveyVersion

__all__ = [
    "CHANNELS",
    "READER_LABELS",
    "Agency",
    "ChangedDay",
    "Denominator",
    "MixedDay",
    "ReaderLabel",
    "Response",
    "ServiceType",
    "ServiceUnit",
    "Survey",
    "SurveyTransition",
    "SurveyUnit",
    "SurveyVersion",
]
