"""The invented agencies of the demo, their units, and how good each of them is at what.

A unit's `level` is the mean that its people would give on the scale of 1 to 4, `strengths` moves
single elements away from it, `turn` tells what changed in the course of the year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
OTHER_SERVICE = ("umum", "Layanan lainnya")  # the service type that every new unit has


@dataclass(frozen=True)
class Turn:
    """From a share of the year on, an element is better or worse by `by`."""

    element: str
    at: float
    by: float


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    kind: str  # of office, a key of suggestions.toml and of people.py
    share: float  # of all the demo's responses, relative to the other units
    level: float
    services: Mapping[str, str]
    time_zone: str = WIB
    local: str = "sunda"  # how people there write, a key of suggestions.toml
    strengths: Mapping[str, float] = field(default_factory=dict)
    turn: Turn | None = None
    free: float = 0.9  # share of people whose service cost nothing
    channels: tuple[float, float, float] = (0.55, 0.25, 0.2)  # web, kiosk, paper
    weekend: bool = False
    reach: float | None = 0.15  # responses for each person served; None: nobody counts the people


@dataclass(frozen=True)
class Agency:
    code: str
    name: str
    title: Mapping[str, str]
    units: tuple[Unit, ...]
    parent: str | None = None
    time_zone: str = WIB
    paged: bool = False  # the survey in pages


_CIVIL = {"ktp-el": "KTP elektronik", "kartu-keluarga": "Kartu keluarga", "akta-kelahiran": "Akta kelahiran"}
_CARE = {"rawat-jalan": "Rawat jalan", "farmasi": "Farmasi", "kia": "Kesehatan ibu dan anak"}
_SEA = {
    "berlayar": "Surat persetujuan berlayar",
    "pas-kecil": "Pas kecil",
    "sertifikat-pelaut": "Sertifikat keterampilan pelaut",
}

AGENCIES: tuple[Agency, ...] = (
    Agency(
        "kab-tirtamulya",
        "Pemerintah Kabupaten Tirtamulya",
        {"id": "Survei Kepuasan Masyarakat Kabupaten Tirtamulya", "en": "Public satisfaction survey, Tirtamulya"},
        (
            Unit(
                "mal-pelayanan",
                "Mal Pelayanan Publik Tirtamulya",
                "perizinan",
                1.6,
                3.52,
                {"nib": "Nomor induk berusaha", "izin-bangunan": "Izin bangunan", "pajak-daerah": "Pajak daerah"},
                strengths={"sarana": 0.3, "biaya": -0.2, "waktu": -0.12},
                free=0.55,
                channels=(0.5, 0.42, 0.08),
            ),
            Unit(
                "rsud",
                "RSUD Tirtamulya",
                "kesehatan",
                1.9,
                3.22,
                {**_CARE, "rawat-inap": "Rawat inap"},
                strengths={"kompetensi": 0.25, "waktu": -0.45, "sarana": -0.15, "biaya": -0.1},
                turn=Turn("waktu", 0.75, -0.25),
                free=0.7,
                weekend=True,
                reach=0.04,
            ),
            Unit(
                "puskesmas-cibening",
                "Puskesmas Cibening",
                "kesehatan",
                0.9,
                3.45,
                _CARE,
                strengths={"perilaku": 0.25, "sarana": -0.3},
                channels=(0.35, 0.15, 0.5),
                reach=0.08,
            ),
            Unit(
                "kecamatan-sukaraja",
                "Kantor Kecamatan Sukaraja",
                "kecamatan",
                0.7,
                2.92,
                {"surat-pengantar": "Surat pengantar", "legalisasi": "Legalisasi", "dispensasi": "Dispensasi nikah"},
                strengths={"pengaduan": -0.45, "sarana": -0.2, "prosedur": -0.15},
                channels=(0.3, 0.1, 0.6),
            ),
        ),
    ),
    Agency(
        "disdukcapil-tirtamulya",
        "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Tirtamulya",
        {"id": "Survei Kepuasan Layanan Kependudukan", "en": "Satisfaction with civil registration"},
        (
            Unit(
                "kantor-utama",
                "Kantor Disdukcapil Tirtamulya",
                "kependudukan",
                2.3,
                3.18,
                _CIVIL,
                strengths={"waktu": -0.5, "biaya": 0.2, "produk": 0.1},
                turn=Turn("waktu", 0.55, 0.6),
            ),
            Unit(
                "gerai-mal",
                "Gerai Disdukcapil di Mal Pelayanan Publik",
                "kependudukan",
                1.1,
                3.55,
                _CIVIL,
                strengths={"sarana": 0.25, "prosedur": 0.1},
                channels=(0.5, 0.5, 0.0),
            ),
            Unit(
                "mobil-keliling",
                "Mobil Keliling Disdukcapil",
                "kependudukan",
                0.5,
                3.5,
                {"ktp-el": "KTP elektronik", "kartu-keluarga": "Kartu keluarga"},
                strengths={"sarana": -0.4, "perilaku": 0.2},
                channels=(0.15, 0.0, 0.85),
                reach=None,
            ),
        ),
        parent="kab-tirtamulya",
        paged=True,
    ),
    Agency(
        "balai-pelabuhan-nusantara",
        "Balai Layanan Pelabuhan Kepulauan Nusantara",
        {"id": "Survei Kepuasan Layanan Pelabuhan", "en": "Satisfaction with port services"},
        (
            Unit(
                "tanjung-elang",
                "Pos Pelabuhan Tanjung Elang",
                "pelabuhan",
                1.0,
                3.38,
                _SEA,
                strengths={"biaya": -0.2, "prosedur": 0.1},
                free=0.2,
                weekend=True,
            ),
            Unit(
                "labuan-merak",
                "Pos Pelabuhan Labuan Merak",
                "pelabuhan",
                0.9,
                3.3,
                _SEA,
                time_zone=WITA,
                local="makassar",
                strengths={"pengaduan": -0.25, "kompetensi": 0.15},
                turn=Turn("perilaku", 0.6, -0.3),
                free=0.2,
                weekend=True,
            ),
            Unit(
                "teluk-kasuari",
                "Pos Pelabuhan Teluk Kasuari",
                "pelabuhan",
                0.6,
                3.1,
                _SEA,
                time_zone=WIT,
                local="papua",
                strengths={"sarana": -0.5, "perilaku": 0.3, "waktu": -0.2},
                free=0.25,
                channels=(0.3, 0.1, 0.6),
                weekend=True,
            ),
        ),
    ),
)
