"""The codes of Indonesia's provinces and regencies, which every NIK begins with."""

from __future__ import annotations

from functools import cache

from surveys.regions import regency_names

# A NIK keeps the code of the day it was issued: North Kalimantan's regencies in East Kalimantan, and those of Papua
# and West Papua before 2022.
_FORMER = {"6404", "6405", "6406", "6410", "6473", "9171", "9271"}
_FORMER |= {f"91{number:02}" for number in range(1, 30)} | {f"92{number:02}" for number in range(1, 13)}


@cache
def regency_codes() -> frozenset[str]:
    """Four digits each."""
    return frozenset(code.replace(".", "") for code in regency_names()) | _FORMER


@cache
def province_codes() -> frozenset[str]:
    """Two digits each."""
    return frozenset(code[:2] for code in regency_codes())
