"""Customer satisfaction: one question from 1 to 5 (standards reference, 2.3).

Some products report the share of the top two answers, others the mean, so the definition always stands beside the
figure. The reference has no wording; this one is Suara's own.
"""

from __future__ import annotations

from surveys.definition import Section
from surveys.instruments.base import SATISFACTION_5, comment, instrument, rating, text

NAME = "csat"

QUESTION = rating(
    "csat",
    text("Kepuasan", "Satisfaction"),
    text(
        "Secara keseluruhan, bagaimana kepuasan Anda terhadap pelayanan ini?",
        "Overall, how do you rate your satisfaction with this service?",
    ),
    SATISFACTION_5,
)

INSTRUMENT = instrument(
    NAME,
    text("Kepuasan singkat (CSAT)", "Customer satisfaction (CSAT)"),
    text(
        "Satu pertanyaan kepuasan 1 sampai 5. Hasilnya bagian yang puas, dengan rata-rata di sampingnya.",
        "One satisfaction question from 1 to 5. It gives the share of the satisfied, with the mean beside it.",
    ),
    text(
        "Nilainya adalah bagian warga yang menjawab 4 atau 5, dalam persen. Ada juga cara lain, yaitu "
        "rata-rata. Jangan bandingkan kedua cara itu. Sumber: kebiasaan umum. Tidak ada standar resmi.",
        "The share of people who answered 4 or 5, in percent. Others report the mean. Never compare the one "
        "with the other. Source: common practice. There is no official standard.",
    ),
    (
        Section(
            "csat",
            text("Pendapat Anda", "Your opinion"),
            (QUESTION, comment("alasan", text("Apa alasan utama Anda?", "What is your main reason?"))),
        ),
    ),
)
