"""Ready questionnaires with a scoring of their own, by name."""

from __future__ import annotations

from surveys.instruments import skm
from surveys.instruments.base import Instrument

INSTRUMENTS: dict[str, Instrument] = {instrument.name: instrument for instrument in (skm.INSTRUMENT,)}

__all__ = ["INSTRUMENTS", "Instrument"]
