"""The Survei Kepuasan Masyarakat of PermenPANRB 14/2017: nine elements, respondent profile, suggestion box.

The order of the elements is that of the regulation's list; the questionnaire annex swaps the last two,
so everything is keyed by element code. The official form also notes the survey's date and time band:
a response keeps its local day and hour by itself, so nobody is asked for them.
Options: scored 1 to 4, bound to their element (standards reference, 1.2).
"""

from __future__ import annotations

from collections.abc import Mapping

from surveys.definition import (
    COMMENT,
    ELEMENT,
    ONE_PAGE,
    PROFILE,
    Localized,
    Option,
    Question,
    Questionnaire,
    Section,
)
from surveys.instruments.base import Instrument

NAME = "skm"
SERVICE = "layanan"  # the question which service type it was
PROFILE_SECTION = "profil"
AGE_BANDS = (0, 18, 25, 35, 45, 55, 65)


def _text(indonesian: str, english: str) -> Localized:
    return {"id": indonesian, "en": english}


def _element(code: str, name: Localized, label: Localized, indonesian: str, english: str) -> Question:
    words = zip(indonesian.split(" · "), english.split(" · "), strict=True)
    options = tuple(Option(str(score), _text(*pair), score) for score, pair in enumerate(words, start=1))
    return Question(code, "scale", label, name=name, role=ELEMENT, required=True, options=options)


ELEMENTS: tuple[Question, ...] = (
    _element(
        "persyaratan",
        _text("Persyaratan", "Requirements"),
        _text(
            "Bagaimana pendapat Anda tentang kesesuaian persyaratan dengan jenis pelayanannya?",
            "How well did the requirements fit the type of service?",
        ),
        "Tidak sesuai · Kurang sesuai · Sesuai · Sangat sesuai",
        "Did not fit · Fitted poorly · Fitted · Fitted very well",
    ),
    _element(
        "prosedur",
        _text("Sistem, Mekanisme, dan Prosedur", "System, mechanism and procedure"),
        _text(
            "Bagaimana pendapat Anda tentang kemudahan prosedur pelayanan di unit ini?",
            "How easy was the procedure at this office?",
        ),
        "Tidak mudah · Kurang mudah · Mudah · Sangat mudah",
        "Not easy · Not very easy · Easy · Very easy",
    ),
    _element(
        "waktu",
        _text("Waktu Penyelesaian", "Completion time"),
        _text(
            "Bagaimana pendapat Anda tentang kecepatan waktu pelayanan?",
            "How quick was the service?",
        ),
        "Tidak cepat · Kurang cepat · Cepat · Sangat cepat",
        "Not quick · Not very quick · Quick · Very quick",
    ),
    _element(
        "biaya",
        _text("Biaya/Tarif", "Cost/fee"),
        _text(
            "Bagaimana pendapat Anda tentang kewajaran biaya atau tarif pelayanan?",
            "How fair was the cost or fee of the service?",
        ),
        "Sangat mahal · Cukup mahal · Murah · Gratis",
        "Very expensive · Rather expensive · Cheap · Free of charge",
    ),
    _element(
        "produk",
        _text("Produk Spesifikasi Jenis Pelayanan", "Service product against its specification"),
        _text(
            "Bagaimana pendapat Anda tentang kesesuaian hasil pelayanan dengan standar yang diumumkan?",
            "How well did the result match the published service standard?",
        ),
        "Tidak sesuai · Kurang sesuai · Sesuai · Sangat sesuai",
        "Did not match · Matched poorly · Matched · Matched very well",
    ),
    _element(
        "kompetensi",
        _text("Kompetensi Pelaksana", "Staff competence"),
        _text(
            "Bagaimana pendapat Anda tentang kemampuan petugas dalam memberikan pelayanan?",
            "How able were the staff to provide the service?",
        ),
        "Tidak kompeten · Kurang kompeten · Kompeten · Sangat kompeten",
        "Not competent · Not very competent · Competent · Very competent",
    ),
    _element(
        "perilaku",
        _text("Perilaku Pelaksana", "Staff conduct"),
        _text(
            "Bagaimana pendapat Anda tentang kesopanan dan keramahan petugas?",
            "How polite and friendly were the staff?",
        ),
        "Tidak sopan dan ramah · Kurang sopan dan ramah · Sopan dan ramah · Sangat sopan dan ramah",
        "Not polite and friendly · Not very polite and friendly · Polite and friendly · Very polite and friendly",
    ),
    _element(
        "pengaduan",
        _text("Penanganan Pengaduan, Saran dan Masukan", "Complaint, suggestion and feedback handling"),
        _text(
            "Bagaimana pendapat Anda tentang penanganan pengaduan, saran, dan masukan?",
            "How are complaints, suggestions and feedback handled?",
        ),
        "Tidak ada · Ada tetapi tidak berfungsi · Berfungsi kurang maksimal · Dikelola dengan baik",
        "There is none · It exists but does not work · It works, but not fully · It is managed well",
    ),
    _element(
        "sarana",
        _text("Sarana dan Prasarana", "Facilities and infrastructure"),
        _text(
            "Bagaimana pendapat Anda tentang kualitas sarana dan prasarana?",
            "How good are the facilities?",
        ),
        "Buruk · Cukup · Baik · Sangat baik",
        "Poor · Fair · Good · Very good",
    ),
)
ELEMENT_CODES = tuple(element.code for element in ELEMENTS)


def _pick(code: str, label: Localized, options: tuple[tuple[str, str, str], ...]) -> Question:
    choices = tuple(Option(option, _text(indonesian, english)) for option, indonesian, english in options)
    return Question(code, "choice", label, name=label, role=PROFILE, options=choices)


PROFILE_QUESTIONS: tuple[Question, ...] = (
    _pick(
        "jenis-kelamin", _text("Jenis kelamin", "Gender"), (("L", "Laki-laki", "Male"), ("P", "Perempuan", "Female"))
    ),
    Question(
        "usia",
        "number",
        _text("Umur (tahun)", "Age (years)"),
        hint=_text("Kami hanya menyimpan kelompok umur, misalnya 25–34.", "We keep only an age band, such as 25–34."),
        name=_text("Umur", "Age"),
        role=PROFILE,
        minimum="5",
        maximum="120",
        bands=AGE_BANDS,
    ),
    _pick(
        "pendidikan",
        _text("Pendidikan terakhir", "Education"),
        (
            ("SD", "SD", "Primary school (SD)"),
            ("SMP", "SMP", "Junior secondary school (SMP)"),
            ("SMA", "SMA", "Senior secondary school (SMA)"),
            ("S1", "S1", "Bachelor (S1)"),
            ("S2", "S2", "Master (S2)"),
            ("S3", "S3", "Doctorate (S3)"),
        ),
    ),
    _pick(
        "pekerjaan",
        _text("Pekerjaan", "Occupation"),
        (
            ("PNS", "PNS", "Civil servant"),
            ("TNI", "TNI", "Armed forces"),
            ("POLRI", "POLRI", "Police"),
            ("swasta", "Swasta", "Private sector"),
            ("wirausaha", "Wirausaha", "Self-employed"),
            ("lainnya", "Lainnya", "Other"),
        ),
    ),
    Question(
        "pekerjaan-lainnya",
        "short-text",
        _text("Kalau lainnya, sebutkan pekerjaan Anda", "If other, which occupation?"),
        name=_text("Pekerjaan lainnya", "Other occupation"),
        max_length=60,
    ),
)

SUGGESTION = Question(
    "saran",
    "long-text",
    _text("Saran atau masukan untuk unit ini", "Suggestions for this office"),
    hint=_text(
        "Jangan tulis nama, nomor telepon, atau NIK.", "Please do not write names, telephone or identity numbers."
    ),
    name=_text("Saran dan masukan", "Suggestions"),
    role=COMMENT,
    max_length=2000,
)


def questionnaire(title: Localized, services: Mapping[str, str], layout: str = ONE_PAGE) -> Questionnaire:
    """The SKM's questionnaire. `services`: code -> name of the service types a citizen may have used;
    with fewer than two there is nothing to ask."""
    profile = PROFILE_QUESTIONS
    if len(services) > 1:
        options = tuple(Option(code, {"id": name}) for code, name in services.items())
        label = _text("Jenis pelayanan yang Anda terima", "Type of service you received")
        profile += (Question(SERVICE, "choice", label, name=label, role=PROFILE, options=options),)
    return Questionnaire(
        title=title,
        languages=("id", "en"),
        layout=layout,
        instrument=NAME,
        sections=(
            Section("pelayanan", _text("Pendapat Anda tentang pelayanan", "Your opinion of the service"), ELEMENTS),
            Section(PROFILE_SECTION, _text("Tentang Anda", "About you"), profile),
            Section("saran", _text("Saran", "Suggestions"), (SUGGESTION,)),
        ),
    )


INSTRUMENT = Instrument(
    name=NAME,
    title=_text("Survei Kepuasan Masyarakat (SKM)", "Public satisfaction survey (SKM)"),
    summary=_text(
        "Sembilan unsur pelayanan menurut PermenPANRB 14/2017. Hasilnya Indeks Kepuasan Masyarakat (IKM).",
        "The nine service elements of PermenPANRB 14/2017. It gives the satisfaction index (IKM).",
    ),
    method=_text(
        "Setiap unsur punya nilai rata-rata 1 sampai 4. IKM adalah rata-rata kesembilan unsur, dikali 25. "
        "Nilainya 25 sampai 100. Sumber: PermenPANRB 14/2017.",
        "Each element has a mean from 1 to 4. The IKM is the mean of the nine elements, times 25. It runs "
        "from 25 to 100. Source: PermenPANRB 14/2017.",
    ),
    questionnaire=lambda title: questionnaire(title, {}),
    fixed=frozenset(ELEMENT_CODES),
)
