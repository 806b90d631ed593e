"""Perception of integrity at one unit (SPAK, index IPAK): five statements "there is no …", from 1 to 4.

Elements, scale and index after the standards reference, 1.7, which saw them in forms of several agencies. Official band
words are unverified there, so there are none here. Not the national *Indeks Perilaku Anti Korupsi* of BPS, which is
called IPAK as well, runs from 0 to 5 and comes out of a factor analysis: never chart the two together.
"""

from __future__ import annotations

from surveys.definition import Section
from surveys.instruments.base import AGREEMENT_4, comment, instrument, rating, text

NAME = "spak"

ITEMS = (
    rating(
        "diskriminasi",
        text("Diskriminasi", "Discrimination"),
        text("Tidak ada diskriminasi pelayanan di unit ini.", "There is no discrimination in service at this office."),
        AGREEMENT_4,
    ),
    rating(
        "kecurangan",
        text("Pelayanan di luar prosedur", "Service outside procedure"),
        text(
            "Tidak ada pelayanan di luar prosedur atau kecurangan di unit ini.",
            "There is no service outside the procedure or cheating at this office.",
        ),
        AGREEMENT_4,
    ),
    rating(
        "gratifikasi",
        text("Imbalan atau gratifikasi", "Rewards or gratification"),
        text(
            "Tidak ada petugas yang menerima imbalan di luar aturan di unit ini.",
            "No officer accepts rewards outside the rules at this office.",
        ),
        AGREEMENT_4,
    ),
    rating(
        "pungli",
        text("Pungutan liar", "Illegal levies"),
        text("Tidak ada pungutan liar (pungli) di unit ini.", "There are no illegal levies at this office."),
        AGREEMENT_4,
    ),
    rating(
        "percaloan",
        text("Percaloan", "Unofficial brokers"),
        text(
            "Tidak ada calo atau perantara tidak resmi di unit ini.",
            "There are no unofficial brokers at this office.",
        ),
        AGREEMENT_4,
    ),
)

INSTRUMENT = instrument(
    NAME,
    text("Survei Persepsi Anti Korupsi unit (SPAK)", "Perception of integrity at the office (SPAK)"),
    text(
        "Lima pernyataan 1 sampai 4 tentang kejujuran satu unit. Bukan indeks nasional dari BPS.",
        "Five statements from 1 to 4 on the integrity of one office. Not the national index of BPS.",
    ),
    text(
        "Nilainya adalah rata-rata dari nilai rata-rata tiap pernyataan, 1 sampai 4. Tidak ada huruf mutu, "
        "karena batasnya belum kami temukan di sumber resmi. Sumber: formulir SPAK beberapa instansi. Bukan "
        "Indeks Perilaku Anti Korupsi dari BPS.",
        "The mean of the means of the statements, from 1 to 4. There is no grade: we have not found its bands "
        "in an official source. Source: SPAK forms of several agencies. It is not the national "
        "anti-corruption index of BPS.",
    ),
    (
        Section("integritas", text("Kejujuran pelayanan", "Integrity of the service"), ITEMS),
        Section(
            "saran",
            text("Saran", "Suggestions"),
            (comment("saran", text("Saran atau masukan untuk unit ini", "Suggestions for this office")),),
        ),
    ),
)
