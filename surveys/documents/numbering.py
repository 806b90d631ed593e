"""How the parts of an Indonesian regulation look, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from surveys.documents.passages import CLAUSE, LETTER, NUMERAL

BAB = re.compile(r"BAB ([IVXLCDM]{1,8}[A-Z]?)(?: ([^a-z]+))?")
_ORDINAL = r"(?:Pertama|Ke[a-z]{2,14}(?: (?:[Bb]elas|[Pp]uluh(?: [A-Za-z]{4,9})?))?)"
BAGIAN = re.compile(rf"(Bagian {_ORDINAL})(?: (.+))?")
PARAGRAF = re.compile(r"(Paragraf \d{1,3}[A-Z]?)(?: ([A-Z].+))?")
PASAL = re.compile(r"Pasal (\d{1,4}[A-Z]{0,2}|[IVX]{1,5})\.?", re.IGNORECASE)
OPENING = re.compile(r"(Menimbang|Mengingat|Memperhatikan)(?: ?: ?(.*))?", re.IGNORECASE)
DECISION = re.compile(r"M ?E ?M ?U ?T ?U ?S ?K ?A ?N ?:?", re.IGNORECASE)
DETERMINES = re.compile(r"(Menetapkan) ?: ?(.*)", re.IGNORECASE)
EXPLANATION = re.compile(r"PENJELASAN(?: ATAS.*)?")
EXPLAINED = re.compile(r"I{1,2}\. ?(UMUM|PASAL DEMI PASAL)", re.IGNORECASE)
ANNEX = re.compile(r"LAMPIRAN(?: ([IVXLCDM]{1,8}))?(?: [^a-z]*)?")
CLOSING = re.compile(
    r"(?:Agar setiap orang|Ditetapkan di|Disahkan di|Diundangkan di|LEMBARAN |BERITA |TAMBAHAN (?:LEMBARAN|BERITA) ).*"
)
GRACE = re.compile(r"DENGAN RAHMAT .*")

REFERS = re.compile(
    r"(?:\b(?:ayat|huruf|angka|pasal|bab|bagian|paragraf|dan|atau|pada|dalam|dengan|dimaksud|serta|nomor|oleh)|,)$",
    re.IGNORECASE,
)
ENDED = (".", ";", ":", "; dan", "; atau", "; dan/atau")
GOES_ON = (", dan", ", atau", ", dan/atau")  # the last but one of a list
_CLAUSES = re.compile(r"^\(1\)", re.MULTILINE)
_ARTICLES = re.compile(r"^pasal \d{1,4}[A-Z]?\.?$", re.MULTILINE | re.IGNORECASE)
_PARTS = re.compile(r"^(?:BAB [IVX]+|Menimbang|Mengingat|MEMUTUSKAN)\b", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Marker:
    """One way of numbering: how it looks, how it is cited, and how an explanation names it on a line of its own."""

    kind: str
    cited: str
    look: re.Pattern[str]
    named: re.Pattern[str]


OWN = 2  # the marker that counts the changes of an amendment
DEEPEST = 8  # numbers within numbers; laws have four
MARKERS = (
    Marker(CLAUSE, "ayat ({})", re.compile(r"\((\d{1,3}[a-z]?)\)(.*)"), re.compile(r"Ayat ?\((\d{1,3}[a-z]?)\)")),
    Marker(LETTER, "huruf {}", re.compile(r"([a-z]{1,2})\.( .*|$)"), re.compile(r"Huruf ([a-z]{1,2})\.?")),
    Marker(NUMERAL, "angka {}", re.compile(r"(\d{1,3}[a-z]?)\.( .*|$)"), re.compile(r"Angka (\d{1,3}[a-z]?)\.?")),
    Marker(LETTER, "huruf {})", re.compile(r"([a-z]{1,2})\)(.*)"), re.compile(r"Huruf ([a-z]{1,2})\)")),
    Marker(NUMERAL, "angka {})", re.compile(r"(\d{1,3})\)(.*)"), re.compile(r"Angka (\d{1,3})\)")),
)


def is_regulation(text: str) -> bool:
    """Whether `text` is numbered like one: two articles on lines of their own, or one and another part."""
    squeezed = "\n".join(line.strip() for line in text.split("\n"))
    articles = len(_ARTICLES.findall(squeezed))
    return articles > 1 or (articles == 1 and bool(_PARTS.search(squeezed) or _CLAUSES.search(squeezed)))


def value_of(label: str) -> int:
    """1 for "1", "1a" and "a"; 27 for "aa"."""
    digits = re.match(r"\d+", label)
    if digits:
        return int(digits[0])
    return ord(label[0]) - ord("a") + 1 + 26 * (len(label) - 1)
