"""Ready questionnaires, each with its own scoring."""

from surveys.instruments import skm

INSTRUMENTS = {skm.NAME: skm}

__all__ = ["INSTRUMENTS", "skm"]
