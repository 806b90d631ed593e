"""Perception of service quality at one unit (SPKP, index IPKP): eight statements, from 1 to 4.

The standards reference, 1.7, has the number of items (8 or 9), the scale (1 to 4; in older forms 1 to 6) and the index,
and no wording. The eight topics are those of public agency forms (esikat.pa-palu.go.id/survey); the plain wording is
Suara's own. Official band words are unverified, so there are none. It doesn't replace the SKM.
"""

from __future__ import annotations

from surveys.definition import Localized, Question, Section
from surveys.instruments.base import AGREEMENT_4, comment, instrument, rating, text

NAME = "spkp"


def _item(code: str, name: Localized, indonesian: str, english: str) -> Question:
    return rating(code, name, text(indonesian, english), AGREEMENT_4)


ITEMS = (
    _item(
        "informasi",
        text("Informasi", "Information"),
        "Informasi pelayanan unit ini mudah didapat.",
        "Information on the service of this office is easy to get.",
    ),
    _item(
        "persyaratan",
        text("Persyaratan", "Requirements"),
        "Persyaratan yang diminta sesuai dengan yang diumumkan.",
        "The requirements are those that were published.",
    ),
    _item(
        "prosedur",
        text("Prosedur", "Procedure"),
        "Alur pelayanan di unit ini mudah diikuti.",
        "The steps of the service are easy to follow.",
    ),
    _item(
        "waktu",
        text("Waktu", "Time"),
        "Waktu pelayanan sesuai dengan yang dijanjikan.",
        "The service took the time that was promised.",
    ),
    _item(
        "biaya",
        text("Biaya", "Fee"),
        "Biaya yang saya bayar sesuai dengan tarif resmi.",
        "The fee that I paid is the official one.",
    ),
    _item(
        "sarana",
        text("Sarana", "Facilities"),
        "Sarana atau sistem daring unit ini nyaman dipakai.",
        "The facilities or the online system are comfortable to use.",
    ),
    _item(
        "respons",
        text("Tanggapan petugas", "Response"),
        "Petugas atau sistem daring cepat menanggapi keperluan saya.",
        "Staff or the online system respond quickly to what I need.",
    ),
    _item(
        "pengaduan",
        text("Konsultasi dan pengaduan", "Advice and complaints"),
        "Layanan konsultasi dan pengaduan di unit ini mudah dipakai.",
        "Advice and complaint services of this office are easy to use.",
    ),
)

INSTRUMENT = instrument(
    NAME,
    text("Survei Persepsi Kualitas Pelayanan (SPKP)", "Perception of service quality (SPKP)"),
    text(
        "Delapan pernyataan 1 sampai 4 tentang mutu pelayanan satu unit. Tidak menggantikan SKM.",
        "Eight statements from 1 to 4 on the service quality of one office. It doesn't replace the SKM.",
    ),
    text(
        "Nilainya adalah rata-rata dari nilai rata-rata tiap pernyataan, 1 sampai 4. Tidak ada huruf mutu, "
        "karena batasnya belum kami temukan di sumber resmi. Sumber: formulir SPKP beberapa instansi.",
        "The mean of the means of the statements, from 1 to 4. There is no grade: we have not found its bands "
        "in an official source. Source: SPKP forms of several agencies.",
    ),
    (
        Section("kualitas", text("Mutu pelayanan", "Quality of the service"), ITEMS),
        Section(
            "saran",
            text("Saran", "Suggestions"),
            (comment("saran", text("Saran atau masukan untuk unit ini", "Suggestions for this office")),),
        ),
    ),
)
