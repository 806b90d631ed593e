"""Ready questionnaires with a scoring of their own, by name."""

from __future__ import annotations

from surveys.instruments import a11, ces, csat, govuk, nps, skm, spak, spkp, sus, utaut
from surveys.instruments.base import Instrument

INSTRUMENTS: dict[str, Instrument] = {
    module.INSTRUMENT.name: module.INSTRUMENT for module in (skm, spkp, spak, sus, utaut, csat, ces, nps, a11, govuk)
}

__all__ = ["INSTRUMENTS", "Instrument"]
