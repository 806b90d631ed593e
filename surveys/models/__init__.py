"""Tables and constraints only. Importing this package registers every table of the domain."""

from surveys.models.agency import Agency, Denominator, ServiceType, ServiceUnit
from surveys.models.response import CHANNELS, ChangedDay, MixedDay, OriginalText, Response
from surveys.models.survey import Survey, SurveyTransition, SurveyUnit, SurveyVersion

__all__ = [
    "CHANNELS",
    "Agency",
    "ChangedDay",
    "Denominator",
    "MixedDay",
    "OriginalText",
    "Response",
    "ServiceType",
    "ServiceUnit",
    "Survey",
    "SurveyTransition",
    "SurveyUnit",
    "SurveyVersion",
]
