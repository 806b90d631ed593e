"""Composed comments on a service: every judgement of every subject, each subject one theme. Nothing is random."""

from __future__ import annotations

import itertools

# Theme -> subjects and what is said of them. Of the ready set, but for the last two: nobody has key words for those.
SUBJECTS = {
    "perilaku": ("petugas|pegawai|staf di sana|satpam", "ramah|kurang sopan|suka senyum|judes sekali|galak"),
    "waktu": ("antrean|antrian pagi|proses tunggu", "terlalu lama|sekarang cepat|berjam-jam|lambat|molor terus"),
    "biaya": ("biaya|tarif|ongkosnya", "mahal|terjangkau|murah kok|masih ada pungli"),
    "kebersihan": ("lantai|halaman|wastafel", "kotor|bersih|bau pesing|penuh sampah|berdebu"),
    "verifikasi": ("kode otp|sms otp|verifikasi wajah", "tidak masuk|gagal terus|baru datang sore|ditolak"),
    "kucing": ("kucing liar|anak kucing|kucing oren", "tidur berkeliaran|mencuri ikan|mengeong berisik|beranak"),
    "musik": ("musik dangdut|lagu musik|volume musik", "keras memekakkan|diputar berulang|fals|dimatikan"),
}
OPENINGS = ("", "Menurut saya ", "Maaf, ", "Kemarin ")


def composed() -> tuple[list[str], list[str]]:
    """Comments, and the theme of each."""
    comments, themes = [], []
    for theme, (subjects, judgements) in SUBJECTS.items():
        for opening, subject, judgement in itertools.product(OPENINGS, subjects.split("|"), judgements.split("|")):
            comments.append(f"{opening}{subject} {judgement}")
            themes.append(theme)
    return comments, themes


# What is said of eight things in four languages. The names of the things are what the languages share.
THINGS = ("wifi", "sate", "film", "bank", "hotel", "mobil", "musik", "kopi")
SAID = {
    "ind": ("di sini {} bagus kemarin", "saya mau {} tadi pagi", "{} itu patah melulu", "kapan ada {} lagi hari ini"),
    "jav": ("ing kene {} apik wingi", "aku arep {} mau esuk", "{} kuwi pothol ajeg", "kapan ana {} maneh dina iki"),
    "sun": (
        "di dieu {} sae kamari",
        "abdi hoyong {} isuk-isuk",
        "{} eta potong saterusna",
        "iraha aya {} deui poe ieu",
    ),
    "min": ("di siko {} rancak kapatang", "ambo nio {} cako pagi", "{} tu taruih patah", "bilo ado {} baliak hari iko"),
}


def mixed() -> tuple[list[str], list[str], list[str]]:
    """Comments, the thing that each is about, and its language."""
    found = [
        (said.format(thing), thing, language)
        for language, sayings in SAID.items()
        for said, thing in itertools.product(sayings, THINGS)
    ]
    comments, things, languages = zip(*found, strict=True)
    return list(comments), list(things), list(languages)
