"""What a finder gives, and how finders look: candidates one by one, the words before them, their digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

NIK, FAMILY_CARD, TAX, HEALTH, PASSPORT = "nik", "family-card", "tax-number", "health-insurance", "passport"
PHONE, EMAIL, PLATE, ACCOUNT, ADDRESS = "phone", "email", "number-plate", "bank-account", "address"

# What stands in the place of a match, in every language. No digit, no @: nothing in it is ever found again.
TOKENS = {
    NIK: "[NIK]",
    FAMILY_CARD: "[nomor KK]",
    TAX: "[NPWP]",
    HEALTH: "[nomor BPJS]",
    PASSPORT: "[nomor paspor]",
    PHONE: "[nomor telepon]",
    EMAIL: "[surel]",
    PLATE: "[nomor kendaraan]",
    ACCOUNT: "[nomor rekening]",
    ADDRESS: "[alamat]",
}

WINDOW = 48  # characters of context: enough for "nomor rekening BCA saya atas nama Budi Santoso:"

_NOT_DIGITS = re.compile(r"[^0-9]+")
# Words before a number that counts things, not people; between the two only words that carry no meaning.
_THING = (
    r"(?:tiket|ticket|resi|order(?:an)?|pesanan|pemesanan|antri(?:an)?|antre(?:an)?|invoice|inv|faktur|berkas|"
    r"reg(?:istrasi|ister)?|pendaftaran|permohonan|pengajuan|pengaduan|aduan|laporan|transaksi|trx|kode|booking|"
    r"ref(?:erensi)?|pelanggan|surat|agenda|dokumen|seri(?:al)?|sn|imei|isbn|versi|urut|ku?[iw]itansi|nota|struk|"
    r"barcode|voucher|kupon|token|sertifikat|akta|meteran|loket|ruang(?:an)?|gedung|lantai|lt|perkara|putusan|nib|pin|"
    r"otp|produk|model|tipe|type|(?<!\.)id|barang|batch|arsip|formulir|kamar|kursi|peron|gerbong|kontainer|paket|awb)"
)
_FILLER = (
    r"(?:no|nomor|nomer|nmr|number|saya|sy|aku|kami|anda|adalah|yaitu|ini|itu|dgn|dengan|id|kode|online|yg|yang|"
    r"jne|jnt|tiki|pos|sicepat)"
)
_COUNTS_THINGS = re.compile(rf"(?i:\b{_THING}(?:[\W_]+{_FILLER})*)[\W_]*\Z|\#\s?\Z")
_NAMES_A_THING = re.compile(rf"(?i)\b{_THING}\b")
_AMOUNT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+\Z|[0-9]{1,4}0{5}\Z")  # 2.500.000, 3500000
_MONEY = re.compile(r"(?i)(?:\brp|\bidr)[\s.]*\Z")
_MOMENT = re.compile(
    r"[0-9]{1,2}([-/. ])[0-9]{1,2}\1(?:19|20)[0-9]{2}(?![0-9])"  # 08-12-2024
    r"|(?:19|20)[0-9]{2}([-/. ])[0-9]{1,2}\2[0-9]{1,2}(?![0-9])"  # 2024-12-08
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"  # 20241208
    r"|[0-9]{1,2}\.[0-9]{2}\s*[-–]\s*[0-9]{1,2}\.[0-9]{2}(?![0-9])"  # 08.00-15.30
    r"|(?:19|20)[0-9]{2}\s?[-–]\s?(?:19|20)[0-9]{2}(?![0-9])"  # 2023-2024
)


class Match(NamedTuple):
    """One piece of personal data: what it is, and where in the text it stands."""

    kind: str
    start: int
    end: int


def judged(pattern: re.Pattern[str], text: str, judge: Callable[[re.Match[str]], Match | None]) -> Iterator[Match]:
    """What `judge` makes of each match of `pattern`. Behind a rejected one the next may begin inside it."""
    found = pattern.search(text)
    while found:
        match = judge(found)
        if match:
            yield match
        found = pattern.search(text, match.end if match else found.start() + 1)


def before(found: re.Match[str]) -> str:
    """The words before a match, as far as context reaches. It ends at a token, whose words are ours."""
    return found.string[max(0, found.start() - WINDOW) : found.start()].rpartition("]")[2]


def behind(found: re.Match[str]) -> str:
    """The few words behind a match that can say what it is."""
    return found.string[found.end() : found.end() + 20]


def match(kind: str, found: re.Match[str]) -> Match:
    return Match(kind, found.start(), found.end())


def digits(text: str) -> str:
    return _NOT_DIGITS.sub("", text)


def counts_things(context: str) -> bool:
    """Whether the number right behind `context` is that of a ticket, an order, a room…"""
    return bool(_COUNTS_THINGS.search(context))


def names_a_thing(context: str) -> bool:
    """Whether `context` speaks of tickets, orders, rooms… at all."""
    return bool(_NAMES_A_THING.search(context))


def is_amount(context: str, number: str) -> bool:
    return bool(_AMOUNT.match(number) or _MONEY.search(context))


def is_moment(number: str) -> bool:
    """Whether what looks like a number begins with a day, a period of years or opening hours."""
    return bool(_MOMENT.match(number))
