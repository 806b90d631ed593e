"""Number plates: the letters of a region, up to four digits, up to three letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.personal_data.match import PLATE, Match, before, judged, match, names_a_thing

_REGION = r"(?:A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGSTY]?|R|S|T|W|Z)"
_PLATE = re.compile(
    rf"(?<![\w\]])(?i:{_REGION})([ .\-]?)([0-9]{{1,4}})(?:[ .\-]?([A-Za-z]{{1,3}}))?(?![\w\[])", re.ASCII
)
_VEHICLE = re.compile(
    r"(?i)\b(?:pe?lat|nopol|polisi|kendaraan|motor|mobil|angkot|tru[ck]k?|bus|ojek|ojol|stnk|bpkb|samsat|sepeda\s+motor|"
    r"vario|beat|avanza|pick-?up|travel|taksi|ambulans?)(?:nya|ku)?\b"
)
_PLATE_WORD = re.compile(r"(?i)\b(?:plat|pelat|nopol|no(?:mor)?\.?\s+pol(?:isi)?)(?:nya|ku)?\b[^0-9\n]{0,20}\Z")
_VOWEL = re.compile("[aiueoAIUEO]")
# Short words that stand behind a number in an ordinary sentence, in capitals too.
_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "dan di ke yg ini itu ada jam wib wit wita rt rw kg km cm mm m ml l gr g pm am thn th bln hr tdk ga gak lg sdh "
        "blm org rb jt rp tgl no sd per dr utk dgn aja kok sy kak pak bu mas bpk ibu loh sih ya ok jl lt pcs ps hp cc "
        "mt at jg jd klo tp krn dlm pd bgt ttp a b c d e",
    )
)


def plates(text: str) -> Iterator[Match]:
    return judged(_PLATE, text, lambda found: match(PLATE, found) if _is_plate(before(found), found) else None)


def _is_plate(context: str, found: re.Match[str]) -> bool:
    """Three digits, with letters behind them that are no word, in capitals; beside a vehicle in any case.

    The word for a plate makes up for what is missing.
    """
    number, letters = found[2], found[3] or ""
    if _PLATE_WORD.search(context):
        return letters.lower() not in _WORDS or len(letters) == 1
    if not letters or len(number) < 3 or letters.lower() in _WORDS:
        return False
    if _VEHICLE.search(context):
        return True
    typed = found[0].isupper() or (len(number) == 4 and not _VOWEL.search(letters))
    return typed and not names_a_thing(context) and not context.endswith("#")
