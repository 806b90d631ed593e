"""Sentences as citizens write them, composed: with personal data (marked «…»), and with what only looks like it.

Every number is made here, from regions, dates and prefixes listed here; nothing comes from the code under test.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

SEED = 20261124
HERE = Path(__file__).parent


def _words(text: str) -> list[str]:
    return text.split()


# Bogor, Medan, Semarang, Surabaya, Makassar, Denpasar, Jayapura, Banda Aceh, Ambon, Sleman, Kupang, Banjarmasin…
REGENCIES = _words(
    "3271 1271 3374 3578 7371 5171 9171 1171 8171 3404 5371 6371 3171 3204 1671 1471 7271 3603 6472 6110"
)
MOBILE_PREFIXES = _words("0811 0812 0813 0821 0822 0852 0853 0855 0856 0857 0858 0877 0878 0881 0895 0896")
AREA_CODES = _words("021 022 024 031 061 0251 0274 0341 0361 0411 0511 0541 0711 0751 0761 0967")
PLATE_LETTERS = _words("B D F AB AD AG BK BM DK DD DR EA KB KT L N W Z PA H")

Compose = Callable[[random.Random], str]


def _number(chance: random.Random, length: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(length - 1)) + str(chance.randrange(1, 10))


def _grouped(number: str, sizes: tuple[int, ...], gap: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return gap.join([*parts, number[at:]] if at < len(number) else parts)


def _sixteen(chance: random.Random, woman: bool) -> str:
    day = chance.randrange(1, 29) + (40 if woman else 0)
    date = f"{day:02}{chance.randrange(1, 13):02}{chance.randrange(100):02}"
    return f"{chance.choice(REGENCIES)}{chance.randrange(1, 20):02}{date}{chance.randrange(1, 30):04}"


def nik(chance: random.Random) -> str:
    number = _sixteen(chance, woman=chance.random() < 0.5)
    gap = chance.choice(["", "", " ", ".", "-"])
    sizes = chance.choice([(4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4)])
    return _grouped(number, sizes, gap) if gap else number


def family_card(chance: random.Random) -> str:
    number = _sixteen(chance, woman=False)
    gap = chance.choice(["", "", " ", "."])
    return _grouped(number, (4, 4, 4, 4), gap) if gap else number


def mobile(chance: random.Random) -> str:
    number = chance.choice(MOBILE_PREFIXES) + _number(chance, chance.choice([7, 8, 8, 8]))
    form = chance.choice(["plain", " ", "-", ".", "+62", "+62 ", "62", "(+62)"])
    if form in (" ", "-", "."):
        return _grouped(number, (4, 4), form)
    abroad = {"+62": "+62" + number[1:], "62": "62" + number[1:], "(+62)": "(+62) " + number[1:]}
    return "+62 " + _grouped(number[1:], (3, 4), "-") if form == "+62 " else abroad.get(form, number)


def landline(chance: random.Random) -> str:
    area, local = chance.choice(AREA_CODES), str(chance.randrange(2, 10)) + _number(chance, 6)
    forms = (f"({area}) {local[:3]}-{local[3:]}", f"{area}-{local}", f"{area} {local}", f"({area}){local}")
    return chance.choice(forms)


def phone(chance: random.Random) -> str:
    return landline(chance) if chance.random() < 0.25 else mobile(chance)


def email(chance: random.Random) -> str:
    name = chance.choice(["budi.santoso", "siti_aminah88", "rahmat", "dewi-lestari", "agus1987", "putri.ayu"])
    host = chance.choice(["gmail.com", "yahoo.co.id", "outlook.com", "mail.ugm.ac.id", "perusahaan.id"])
    forms = [f"{name}@{host}"] * 5 + [f"{name} @gmail.com", f"{name}@gmail,com", f"{name} at gmail dot com"]
    return chance.choice([*forms, f"{name} at yahoo titik com", f"{name.upper()}@GMAIL.COM"])


def plate(chance: random.Random) -> str:
    region, number = chance.choice(PLATE_LETTERS), chance.randrange(1000, 10000)
    letters = "".join(chance.choice("CEFHJKQVXZ") for _ in range(chance.choice([2, 3])))
    return chance.choice([f"{region} {number} {letters}", f"{region}{number}{letters}", f"{region}-{number}-{letters}"])


def account(chance: random.Random) -> str:
    number = _number(chance, chance.choice([10, 10, 13, 15]))
    return _grouped(number, (4, 3, 3), chance.choice(["-", " "])) if chance.random() < 0.3 else number


def passport(chance: random.Random) -> str:
    return chance.choice("ABCEX") + chance.choice(["", "", " "]) + _number(chance, 7)


def tax_number(chance: random.Random) -> str:
    n = _number(chance, 15)
    return f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}"


def health_number(chance: random.Random) -> str:
    return "000" + _number(chance, 10)


def address(chance: random.Random) -> str:
    street = chance.choice(["Jl. Melati", "Jl. Ahmad Yani", "Jalan Kenanga", "Gg. Mawar", "jln anggrek", "Perum Asri"])
    house = chance.choice([" No. 5", " no 12A", " No.7", " Blok C2", ""])
    area = (chance.randrange(1, 20), chance.randrange(1, 20))
    forms = ("RT {:02}/RW {:02}", "RT {} RW {}", "RT.{:03}/RW.{:03}", "rt{} rw{}", "RT/RW {:02}/{:02}", "Rt {} / Rw {}")
    villages = ["", ", Kel. Sukamaju", " Kelurahan Pasir Putih, Kec. Tebet", ", Desa Karangasem", " kec. Cilodong"]
    village = chance.choice(villages)
    return f"{street}{house} {chance.choice(forms).format(*area)}{village}"


COMPOSERS: dict[str, Compose] = {
    "nik": nik,
    "family-card": family_card,
    "phone": phone,
    "email": email,
    "number-plate": plate,
    "bank-account": account,
    "passport": passport,
    "tax-number": tax_number,
    "health-insurance": health_number,
    "address": address,
}


def positives() -> Iterator[tuple[str, str]]:
    """Kind, and a sentence of sentences.tsv with «its datum» in it; each sentence twice, with other data."""
    chance = random.Random(SEED)
    for line in (HERE / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        kind, sentence = line.split("\t")
        for _ in range(2):
            yield kind, sentence.replace("{}", f"«{COMPOSERS[kind](chance)}»")


def marked() -> list[str]:
    """Sentences written down whole, with one or more «data» in each."""
    return (HERE / "marked.txt").read_text(encoding="utf-8").splitlines()


# Repeated, each makes a pattern try as often as it can.
HOSTILE = [
    "1", "12 ", "0812 ", "0", "8 ", "(0", "+62", "62 8", "3271 0512 ", "3271051201900001 ", "a",
    "a.", "a@", "@", "a@a.", "A1234567", "B 1234 XYZ ", "B 1 ", "rt 1 ", "RT 1/RW 1 ",
    "RT 1 RW 1 kel a ", "jl a ", "jl ", "rumah saya jl a no 1 ", "rek ", "rek 1", "12345678 an ",
    "transfer ke ", "bank a ", "] ", "[NIK] 3271051201900001 ", "no id 1 ", "kk 1", "at dot ",
    "a at b dot com ",
    "a dot ", "a titik a ", "a at gmail ", "0812/123/", "lr a no ",
    " ", "-", "().-", "1-", "1.", "\t1", "08-", "titik ", "\x00", "\ud800", "🙂",
    "１", "\n",
]  # fmt: skip


def negatives() -> list[str]:
    """Numbers that are nobody's, as they stand in comments, written down one by one."""
    return (HERE / "negatives.txt").read_text(encoding="utf-8").splitlines()


def spans(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where the marked parts stand in it."""
    parts = marked.replace("»", "«").split("«")
    ends = list(itertools.accumulate(len(part) for part in parts))
    return "".join(parts), [(ends[index - 1], ends[index]) for index in range(1, len(parts), 2)]
