"""The seven drivers of US OMB Circular A-11, Section 280: 5-point agreement, at most 15 questions, free text after the
overall scores and at the end (standards reference, 2.1).

The English statements stand there; "[service]" and "[agency]" became "this office". Trust has several wordings in use
that must not be averaged together: this is the one on confidence. Equity is asked as fairness, without the second
statement on understanding. The Indonesian wording is Suara's own. People may have met no employee, so that statement
may be answered with "it doesn't apply to me".
"""

from __future__ import annotations

from dataclasses import replace

from surveys.definition import Section
from surveys.instruments.base import AGREEMENT_5, comment, instrument, rating, text

NAME = "a11"

SATISFACTION = rating(
    "satisfaction",
    text("Kepuasan", "Satisfaction"),
    text(
        "Saya puas dengan pelayanan yang saya terima dari kantor ini.",
        "I am satisfied with the service I received from this office.",
    ),
    AGREEMENT_5,
)
TRUST = rating(
    "trust",
    text("Kepercayaan", "Trust"),
    text(
        "Pengalaman ini membuat saya lebih percaya kepada kantor ini.",
        "This interaction increased my confidence in this office.",
    ),
    AGREEMENT_5,
)
DRIVERS = (
    rating(
        "effectiveness",
        text("Hasil", "Effectiveness"),
        text("Kebutuhan saya terpenuhi.", "My need was addressed."),
        AGREEMENT_5,
    ),
    rating(
        "ease",
        text("Kemudahan", "Ease"),
        text("Saya mudah menyelesaikan urusan saya.", "It was easy to complete what I needed to do."),
        AGREEMENT_5,
    ),
    rating(
        "efficiency",
        text("Kecepatan", "Efficiency"),
        text(
            "Waktu untuk menyelesaikan urusan saya wajar.",
            "It took a reasonable amount of time to do what I needed to do.",
        ),
        AGREEMENT_5,
    ),
    rating(
        "equity",
        text("Keadilan", "Equity"),
        text("Saya diperlakukan dengan adil.", "I was treated fairly."),
        AGREEMENT_5,
    ),
    replace(
        rating(
            "employee",
            text("Petugas", "Employees"),
            text("Petugas yang melayani saya membantu.", "Employees I interacted with were helpful."),
            AGREEMENT_5,
        ),
        not_applicable=True,
    ),
)

INSTRUMENT = instrument(
    NAME,
    text("Pengalaman pelanggan (A-11, Amerika Serikat)", "Customer experience (US Circular A-11)"),
    text(
        "Tujuh pernyataan 1 sampai 5 dari pedoman pemerintah Amerika Serikat. Hasilnya rata-rata tiap pernyataan.",
        "Seven statements from 1 to 5 of the US government's guideline. It gives a mean for each statement.",
    ),
    text(
        "Nilai utama adalah rata-rata pernyataan tentang kepuasan, 1 sampai 5. Setiap pernyataan lain punya "
        "rata-rata sendiri dan tidak digabung. Sumber: OMB Circular A-11, bagian 280.",
        "The main figure is the mean of the statement on satisfaction, from 1 to 5. Each other statement has "
        "a mean of its own; there is no index over them. Source: OMB Circular A-11, section 280.",
    ),
    (
        Section(
            "keseluruhan",
            text("Secara keseluruhan", "Overall"),
            (SATISFACTION, TRUST, comment("alasan", text("Apa alasan jawaban Anda?", "Why did you answer so?"))),
        ),
        Section("pengalaman", text("Pengalaman Anda", "Your experience"), DRIVERS),
        Section(
            "saran",
            text("Saran", "Suggestions"),
            (comment("saran", text("Ada yang ingin Anda tambahkan?", "Is there anything you would like to add?")),),
        ),
    ),
)
