"""The Customer Effort Score, version 2.0: one statement from 1 to 7 (standards reference, 2.3).

Version 1.0 runs the other way (low is good), so the version always stands beside the figure.
"""

from __future__ import annotations

from surveys.definition import Section
from surveys.instruments.base import AGREEMENT_7, comment, instrument, rating, text

NAME = "ces"

QUESTION = rating(
    "ces",
    text("Kemudahan urusan", "Ease of handling"),
    text(
        "Instansi ini memudahkan saya menyelesaikan urusan saya.",
        "This office made it easy for me to handle my issue.",
    ),
    AGREEMENT_7,
)

INSTRUMENT = instrument(
    NAME,
    text("Kemudahan urusan (CES 2.0)", "Customer Effort Score (CES 2.0)"),
    text(
        "Satu pernyataan 1 sampai 7 tentang mudahnya menyelesaikan urusan. Nilai tinggi berarti mudah.",
        "One statement from 1 to 7 on how easy it was to get something done. High means easy.",
    ),
    text(
        "Nilainya adalah rata-rata jawaban 1 sampai 7. Nilai tinggi berarti mudah. Sumber: CES 2.0. Versi 1.0 "
        "berjalan ke arah sebaliknya.",
        "The mean of the answers from 1 to 7. High means easy. Source: CES 2.0. Version 1.0 runs the other way.",
    ),
    (
        Section(
            "ces",
            text("Pendapat Anda", "Your opinion"),
            (
                QUESTION,
                comment("hambatan", text("Apa yang membuat urusan Anda sulit?", "What made it hard for you?")),
            ),
        ),
    ),
)
