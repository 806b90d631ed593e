"""The Net Promoter Score: one question from 0 to 10 (standards reference, 2.3).

The reference has the scale and the formula but no wording, so the wording is Suara's own. It also advises against the
NPS for services that people can't choose, which most public services are.
"""

from __future__ import annotations

from surveys.definition import Localized, Option, Section
from surveys.instruments.base import comment, instrument, rating, text

NAME = "nps"


def _label(score: int) -> Localized:
    """Words at both ends only; between them the number says it."""
    ends = {
        0: text("sangat tidak mungkin", "not at all likely"),
        10: text("sangat mungkin", "extremely likely"),
    }
    return ends.get(score) or text(str(score), str(score))


QUESTION = rating(
    "nps",
    text("Kesediaan menyarankan", "Likelihood to recommend"),
    text(
        "Seberapa mungkin Anda menyarankan pelayanan ini kepada keluarga Anda?",
        "How likely are you to recommend this service to your family?",
    ),
    tuple(Option(str(score), _label(score), score) for score in range(11)),
    kind="nps",
)

INSTRUMENT = instrument(
    NAME,
    text("Kesediaan menyarankan (NPS)", "Net Promoter Score (NPS)"),
    text(
        "Satu pertanyaan 0 sampai 10. Kurang cocok untuk pelayanan yang tidak bisa dipilih orang.",
        "One question from 0 to 10. Poorly suited to services that people can't choose.",
    ),
    text(
        "Nilainya adalah persentase penjawab 9 dan 10, dikurangi persentase penjawab 0 sampai 6. Hasilnya "
        "−100 sampai 100, bukan persen. Sumber: rumus NPS yang umum. Kalimat pertanyaannya dari Suara.",
        "The percentage who answered 9 or 10, minus the percentage who answered 0 to 6. It runs from −100 to "
        "100 and is not a percentage. Source: the common NPS formula. The wording is Suara's own.",
    ),
    (
        Section(
            "nps",
            text("Pendapat Anda", "Your opinion"),
            (QUESTION, comment("alasan", text("Apa alasan utama Anda?", "What is your main reason?"))),
        ),
    ),
)
