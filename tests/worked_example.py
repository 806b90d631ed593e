"""The reference's worked example (1.3): 29 respondents, IKM 91.48, grade A; lowest waktu, prosedur, produk."""

from __future__ import annotations

from surveys.instruments.skm import ELEMENT_CODES

# Element -> how many gave it a 4, a 3, a 2.
COUNTS = {
    "persyaratan": (18, 11, 0),
    "prosedur": (14, 15, 0),
    "waktu": (15, 12, 2),
    "biaya": (29, 0, 0),
    "produk": (15, 14, 0),
    "kompetensi": (18, 11, 0),
    "perilaku": (19, 10, 0),
    "pengaduan": (28, 1, 0),
    "sarana": (18, 11, 0),
}


def answers() -> list[dict[str, str]]:
    """One mapping a respondent: element code -> option code."""
    columns = {code: "4" * COUNTS[code][0] + "3" * COUNTS[code][1] + "2" * COUNTS[code][2] for code in ELEMENT_CODES}
    return [{code: column[place] for code, column in columns.items()} for place in range(29)]
