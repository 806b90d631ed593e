"""Adoption of digital services and digital literacy: access, skills, trust and acceptance, from 1 to 5.

Suara's own set. Neither its statements nor its figures come from a standard: the standards reference has nothing on it.
The last part follows the idea of UTAUT (usefulness, ease, the view of others, support, intention) without being that
questionnaire, and none of it has been validated. So the four parts have a mean each, there is no index over them, and
no bands.
"""

from __future__ import annotations

from surveys.definition import Localized, Question, Section
from surveys.instruments.base import AGREEMENT_5, comment, instrument, rating, text

NAME = "utaut"


def _item(code: str, name: Localized, indonesian: str, english: str) -> Question:
    return rating(code, name, text(indonesian, english), AGREEMENT_5)


ACCESS = (
    _item(
        "akses-perangkat",
        text("Perangkat", "Device"),
        "Saya punya ponsel atau komputer yang bisa saya pakai kapan saja.",
        "I have a phone or computer that I can use at any time.",
    ),
    _item(
        "akses-jaringan",
        text("Jaringan", "Network"),
        "Jaringan internet di tempat saya cukup baik.",
        "The internet connection where I live is good enough.",
    ),
    _item(
        "akses-biaya",
        text("Biaya internet", "Cost of internet"),
        "Saya mampu membayar biaya internet.",
        "I can afford the cost of internet.",
    ),
)
SKILLS = (
    _item(
        "terampil-mencari",
        text("Mencari informasi", "Finding information"),
        "Saya bisa mencari informasi pelayanan di internet.",
        "I can find information on public services on the internet.",
    ),
    _item(
        "terampil-mengisi",
        text("Mengisi formulir", "Filling in forms"),
        "Saya bisa mengisi formulir di internet tanpa bantuan.",
        "I can fill in a form on the internet by myself.",
    ),
    _item(
        "terampil-aman",
        text("Menjaga keamanan", "Staying safe"),
        "Saya tahu cara menjaga kata sandi dan data pribadi saya.",
        "I know how to keep my passwords and personal data safe.",
    ),
    _item(
        "terampil-menilai",
        text("Menilai informasi", "Judging information"),
        "Saya bisa mengenali informasi palsu di internet.",
        "I can recognise false information on the internet.",
    ),
)
TRUST = (
    _item(
        "percaya-data",
        text("Keamanan data", "Safety of data"),
        "Saya percaya data saya aman di layanan digital pemerintah.",
        "I trust that my data are safe in the government's digital services.",
    ),
    _item(
        "percaya-hasil",
        text("Hasil yang benar", "Correct results"),
        "Saya percaya hasil layanan digital pemerintah sama dengan di loket.",
        "I trust that digital services give the same result as the counter.",
    ),
    _item(
        "percaya-instansi",
        text("Niat baik instansi", "Good intent"),
        "Saya percaya pemerintah memakai data saya dengan jujur.",
        "I trust that the government uses my data honestly.",
    ),
)
ACCEPTANCE = (
    _item(
        "terima-manfaat",
        text("Manfaat", "Usefulness"),
        "Layanan digital membuat urusan saya lebih cepat selesai.",
        "Digital services help me get things done faster.",
    ),
    _item(
        "terima-mudah",
        text("Kemudahan", "Ease"),
        "Layanan digital pemerintah mudah saya pakai.",
        "The government's digital services are easy for me to use.",
    ),
    _item(
        "terima-sekitar",
        text("Pandangan orang dekat", "View of others"),
        "Orang dekat saya mendukung saya memakai layanan digital.",
        "People close to me support my using digital services.",
    ),
    _item(
        "terima-bantuan",
        text("Bantuan", "Support"),
        "Ada yang membantu kalau saya kesulitan memakai layanan digital.",
        "Someone helps me when I have trouble with a digital service.",
    ),
    _item(
        "terima-niat",
        text("Niat memakai", "Intention"),
        "Saya akan memakai layanan digital pemerintah lagi.",
        "I will use the government's digital services again.",
    ),
)
PARTS: dict[str, tuple[Question, ...]] = {
    "akses": ACCESS,
    "keterampilan": SKILLS,
    "kepercayaan": TRUST,
    "penerimaan": ACCEPTANCE,
}
_TITLES = {
    "akses": text("Akses", "Access"),
    "keterampilan": text("Keterampilan", "Skills"),
    "kepercayaan": text("Kepercayaan", "Trust"),
    "penerimaan": text("Penerimaan", "Acceptance"),
}

INSTRUMENT = instrument(
    NAME,
    text("Kesiapan digital (susunan Suara)", "Digital readiness (Suara's own set)"),
    text(
        "Lima belas pernyataan tentang akses, keterampilan, kepercayaan, dan penerimaan. Bukan instrumen baku.",
        "Fifteen statements on access, skills, trust and acceptance. Not a standard instrument.",
    ),
    text(
        "Setiap bagian punya rata-rata sendiri, 1 sampai 5. Keempat bagian mengukur hal yang berbeda, jadi "
        "tidak digabung. Sumber: susunan Suara sendiri, mengikuti gagasan UTAUT. Belum diuji.",
        "Each part has a mean of its own, from 1 to 5. The four parts measure different things, so they are "
        "not put together. Source: Suara's own set, after the idea of UTAUT. It has not been validated.",
    ),
    (
        *(Section(code, _TITLES[code], questions) for code, questions in PARTS.items()),
        Section(
            "saran",
            text("Saran", "Suggestions"),
            (comment("saran", text("Apa yang menyulitkan Anda?", "What makes it hard for you?")),),
        ),
    ),
)
