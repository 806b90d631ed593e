"""GOV.UK service satisfaction: five answers, from very satisfied to very dissatisfied, and a comment of at most 1200
characters (standards reference, 2.2).

The reference has the answers and not the question, so its wording is Suara's own. To be asked at every end point, also
of those who failed or dropped out.
"""

from __future__ import annotations

from surveys.definition import Section
from surveys.instruments.base import SATISFACTION_5, comment, instrument, rating, text

NAME = "govuk"
LONGEST_COMMENT = 1200

QUESTION = rating(
    "satisfaction",
    text("Kepuasan", "Satisfaction"),
    text(
        "Secara keseluruhan, bagaimana perasaan Anda tentang pelayanan yang Anda terima?",
        "Overall, how did you feel about the service you received?",
    ),
    SATISFACTION_5[::-1],
)

INSTRUMENT = instrument(
    NAME,
    text("Kepuasan pelayanan (GOV.UK)", "Service satisfaction (GOV.UK)"),
    text(
        "Satu pertanyaan kepuasan, ditanyakan di akhir setiap pelayanan digital. Juga kepada yang gagal.",
        "One satisfaction question, asked at the end of every digital service. Also of those who failed.",
    ),
    text(
        "Nilainya adalah bagian warga yang menjawab puas atau sangat puas, dalam persen. Ada dua rumus yang "
        "beredar. Jangan bandingkan yang satu dengan yang lain. Sumber: survei kepuasan GOV.UK. Rumus "
        "resminya belum kami pastikan.",
        "The share of people who answered satisfied or very satisfied, in percent. Two formulas are in "
        "circulation. Never compare one with the other. Source: GOV.UK's satisfaction survey. We have not "
        "confirmed which formula is its own.",
    ),
    (
        Section(
            "kepuasan",
            text("Pendapat Anda", "Your opinion"),
            (
                QUESTION,
                comment(
                    "komentar",
                    text("Apa yang bisa kami perbaiki?", "How could we improve this service?"),
                    max_length=LONGEST_COMMENT,
                ),
            ),
        ),
    ),
)
