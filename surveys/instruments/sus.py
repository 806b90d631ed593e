"""The System Usability Scale: ten statements on a digital service, odd ones praise, even ones complain.

After Brooke 1996 (standards reference, 2.4, which has the gist of the items; the English wording was compared with the
table of bmjopensem that it names). Items 4 and 10 are shortened to keep to 15 words a sentence: "the support of a
technical person to be able to use" and "a lot of things before I could get going". The Indonesian wording is Suara's
own and has not been validated.
"""

from __future__ import annotations

from surveys.definition import Section
from surveys.instruments.base import AGREEMENT_5, comment, instrument, rating, text

NAME = "sus"

_ITEMS = (
    (
        text("Sering memakai", "Use often"),
        text("Saya ingin sering memakai sistem ini.", "I think that I would like to use this system frequently."),
    ),
    (
        text("Rumit", "Complex"),
        text("Sistem ini rumit, padahal tidak perlu.", "I found the system unnecessarily complex."),
    ),
    (
        text("Mudah dipakai", "Easy to use"),
        text("Sistem ini mudah dipakai.", "I thought the system was easy to use."),
    ),
    (
        text("Butuh bantuan", "Need support"),
        text(
            "Saya perlu bantuan orang teknis untuk memakai sistem ini.",
            "I think that I would need a technical person's support to use this system.",
        ),
    ),
    (
        text("Fungsi menyatu", "Functions fit together"),
        text(
            "Bagian-bagian sistem ini bekerja sama dengan baik.",
            "I found the various functions in this system were well integrated.",
        ),
    ),
    (
        text("Tidak konsisten", "Inconsistent"),
        text(
            "Terlalu banyak hal yang tidak konsisten di sistem ini.",
            "I thought there was too much inconsistency in this system.",
        ),
    ),
    (
        text("Cepat dipelajari", "Quick to learn"),
        text(
            "Menurut saya, kebanyakan orang akan cepat bisa memakai sistem ini.",
            "I would imagine that most people would learn to use this system very quickly.",
        ),
    ),
    (
        text("Merepotkan", "Cumbersome"),
        text("Sistem ini sangat merepotkan.", "I found the system very cumbersome to use."),
    ),
    (
        text("Percaya diri", "Confident"),
        text("Saya merasa sangat yakin saat memakai sistem ini.", "I felt very confident using the system."),
    ),
    (
        text("Banyak belajar", "A lot to learn"),
        text(
            "Saya harus banyak belajar dulu sebelum bisa memakai sistem ini.",
            "I needed to learn a lot before I could get going with this system.",
        ),
    ),
)
ITEMS = tuple(rating(f"sus{at}", name, label, AGREEMENT_5) for at, (name, label) in enumerate(_ITEMS, start=1))

INSTRUMENT = instrument(
    NAME,
    text("Kemudahan sistem digital (SUS)", "System Usability Scale (SUS)"),
    text(
        "Sepuluh pernyataan tentang mudahnya memakai aplikasi atau situs. Nilainya 0 sampai 100, bukan persen.",
        "Ten statements on how easy an app or site is to use. Its score is 0 to 100, not a percentage.",
    ),
    text(
        "Pernyataan ganjil dihitung jawaban kurang 1, yang genap 5 kurang jawaban. Jumlahnya dikali 2,5, lalu "
        "dirata-rata semua orang. Jawaban yang kosong dihitung 3. Nilai 68 adalah titik tengah banyak sistem. "
        "Sumber: Brooke 1996; batas mutu dari measuringu.com.",
        "Odd statements count the answer minus 1, even ones 5 minus the answer. Their sum is multiplied by "
        "2.5, then averaged over everybody. A missing answer counts as 3. A score of 68 is the middle of many "
        "systems. Source: Brooke 1996; the bands are those of measuringu.com.",
    ),
    (
        Section("sus", text("Pengalaman Anda memakai sistem ini", "Your experience of the system"), ITEMS),
        Section(
            "komentar",
            text("Komentar", "Comment"),
            (comment("saran", text("Apa yang perlu diperbaiki dari sistem ini?", "What should be improved?")),),
        ),
    ),
)
