"""The people who answer in the demo: when they come, who they are, how they find it. Pure, and repeatable.

The same seed, first day and number give the same answers, whatever the machine.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.demo.places import AGENCIES, OTHER_SERVICE, Unit
from app.demo.suggestions import Experience, write
from surveys.instruments import skm
from surveys.question_types import Value, band_codes

SEED = 2017  # the year of the regulation
DAYS = 365
RESPONSES = 13_500

CHANNELS = ("web", "kiosk", "paper")
WEEKDAYS = (1.3, 1.1, 1.0, 1.0, 0.75, 0.12, 0.07)  # offices are closed at the weekend; the web is not
OPEN_WEEKDAYS = (1.2, 1.0, 1.0, 1.0, 0.85, 0.6, 0.45)
HOLIDAYS = frozenset({(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)})  # those with a fixed date
SEASONS = {  # month -> how busy: school enrolment, tax time, the wet season, holidays at sea
    "kependudukan": {6: 1.4, 7: 1.5, 12: 0.8},
    "perizinan": {1: 1.2, 2: 1.2, 3: 1.3, 12: 0.8},
    "kesehatan": {1: 1.3, 2: 1.25, 12: 1.1, 7: 0.9},
    "kecamatan": {6: 1.3, 7: 1.3, 8: 0.8},
    "pelabuhan": {1: 0.7, 2: 0.75, 6: 1.3, 7: 1.2, 12: 1.3},
}
OFFICE_HOURS = {8: 1.4, 9: 1.8, 10: 1.7, 11: 1.2, 12: 0.4, 13: 1.1, 14: 1.0, 15: 0.5}
WEB_HOURS = {**OFFICE_HOURS, 12: 1.0, 16: 0.9, 17: 0.7, 18: 0.6, 19: 1.0, 20: 1.0, 21: 0.7, 22: 0.3, 6: 0.2, 7: 0.4}

ELEMENTS = {  # what people everywhere find better or worse
    "persyaratan": 0.05,
    "prosedur": -0.05,
    "waktu": -0.1,
    "produk": 0.05,
    "kompetensi": 0.08,
    "perilaku": 0.12,
    "pengaduan": -0.02,
    "sarana": -0.05,
}
MOOD, NOISE = 0.42, 0.5  # standard deviations: between people, and between one person's answers
STRAIGHT = 0.05  # share of people who tick the same everywhere
WITH_SUGGESTION = 0.35

AGES = band_codes(skm.AGE_BANDS)
AGE_WEIGHTS = {
    "kependudukan": (2, 24, 26, 22, 14, 8, 4),
    "perizinan": (0, 12, 32, 30, 18, 7, 1),
    "kesehatan": (3, 15, 24, 20, 17, 13, 8),
    "kecamatan": (2, 20, 24, 22, 18, 10, 4),
    "pelabuhan": (0, 18, 34, 28, 15, 5, 0),
}
WOMEN = {"kependudukan": 0.54, "perizinan": 0.42, "kesehatan": 0.64, "kecamatan": 0.47, "pelabuhan": 0.1}
SCHOOLS = ("SD", "SMP", "SMA", "S1", "S2", "S3")
SCHOOL_WEIGHTS = {
    "kependudukan": (12, 18, 44, 23, 3, 0),
    "perizinan": (3, 7, 38, 43, 8, 1),
    "kesehatan": (18, 20, 40, 19, 3, 0),
    "kecamatan": (20, 22, 40, 16, 2, 0),
    "pelabuhan": (17, 24, 47, 11, 1, 0),
}
JOBS = ("PNS", "TNI", "POLRI", "swasta", "wirausaha", "lainnya")
JOB_WEIGHTS = {
    "kependudukan": (7, 1, 1, 35, 22, 34),
    "perizinan": (4, 0, 0, 26, 62, 8),
    "kesehatan": (10, 2, 1, 26, 19, 42),
    "kecamatan": (5, 1, 1, 24, 27, 42),
    "pelabuhan": (3, 2, 1, 34, 22, 38),
}
OTHER_JOBS = {
    "kependudukan": ("ibu rumah tangga", "pelajar", "petani", "buruh harian", "mahasiswa", "belum bekerja"),
    "perizinan": ("notaris", "ibu rumah tangga", "konsultan"),
    "kesehatan": ("ibu rumah tangga", "pensiunan", "petani", "buruh tani", "pelajar"),
    "kecamatan": ("petani", "ibu rumah tangga", "buruh tani", "kader posyandu", "sopir angkot"),
    "pelabuhan": ("nelayan", "ABK", "nakhoda", "buruh bongkar muat", "pemilik kapal"),
}
SKIPPED = 0.1  # of each profile question


_T = TypeVar("_T")


@dataclass(frozen=True)
class Answered:
    """One response: which unit, when (its local time), how, and the answers by question code."""

    agency: str
    unit: str
    day: dt.date
    hour: int | None
    channel: str
    language: str
    answers: Mapping[str, Value]


def answered(first_day: dt.date, seed: int, number: int) -> Iterator[Answered]:
    """`number` responses from `first_day` on, over a year, in order of their days."""
    chance = random.Random(f"{seed} {first_day}")  # noqa: S311  # chance that can be repeated  # nosec B311
    places = [(agency.code, unit) for agency in AGENCIES for unit in agency.units]
    visits = [(age, place) for age in range(DAYS) for place in places]
    weights = [_busy(unit, first_day + dt.timedelta(days=age)) for age, (_, unit) in visits]
    picked = chance.choices(range(len(visits)), weights, k=number)
    for visit in sorted(picked):
        age, (agency, unit) = visits[visit]
        yield _one(chance, agency, unit, first_day + dt.timedelta(days=age), age / DAYS)


def _busy(unit: Unit, day: dt.date) -> float:
    week = OPEN_WEEKDAYS if unit.weekend else WEEKDAYS
    season = SEASONS[unit.kind].get(day.month, 1.0)
    return unit.share * season * (0.07 if (day.month, day.day) in HOLIDAYS else week[day.weekday()])


def _one(chance: random.Random, agency: str, unit: Unit, day: dt.date, elapsed: float) -> Answered:
    shut = (day.month, day.day) in HOLIDAYS or (day.weekday() >= 5 and not unit.weekend)
    channel = "web" if shut else _pick(chance, CHANNELS, unit.channels)
    hours = WEB_HOURS if channel == "web" else OFFICE_HOURS
    # Paper tells the day that stands on it, nobody writes down the hour.
    hour = None if channel == "paper" else _pick(chance, tuple(hours), tuple(hours.values()))
    language = "en" if channel != "paper" and chance.random() < 0.02 else "id"
    scores = _scores(chance, unit, elapsed)
    services = {**unit.services, OTHER_SERVICE[0]: "keperluan saya"}
    service = _pick(chance, tuple(services), (*(1.0 for _ in unit.services), 0.2))
    answers: dict[str, Value] = {element: str(score) for element, score in scores.items()}
    answers |= _profile(chance, unit.kind)
    if chance.random() > SKIPPED:
        answers["layanan"] = service
    if chance.random() < WITH_SUGGESTION:
        experience = Experience(scores, language, unit.name, unit.kind, unit.local, services[service])
        answers["saran"] = write(chance, experience)
    return Answered(agency, unit.code, day, hour, channel, language, answers)


def _scores(chance: random.Random, unit: Unit, elapsed: float) -> dict[str, int]:
    """Element -> 1 to 4. The fee has its own rule: whoever paid nothing says so."""
    mood = chance.gauss(0, MOOD)
    if chance.random() < STRAIGHT:
        return dict.fromkeys(skm.ELEMENT_CODES, 4 if unit.level + mood > 3.2 else 3)
    scores = {}
    for element in skm.ELEMENT_CODES:
        mean = unit.level + ELEMENTS.get(element, 0.0) + unit.strengths.get(element, 0.0) + mood
        if unit.turn and unit.turn.element == element and elapsed >= unit.turn.at:
            mean += unit.turn.by
        scores[element] = min(4, max(1, round(chance.gauss(mean, NOISE))))
    scores["biaya"] = 4 if chance.random() < unit.free else min(3, scores["biaya"])
    return scores


def _profile(chance: random.Random, kind: str) -> dict[str, Value]:
    age = _pick(chance, AGES, AGE_WEIGHTS[kind])
    schools = SCHOOLS[:3] if age == AGES[0] else SCHOOLS[:4] if age == AGES[1] else SCHOOLS
    jobs = ("lainnya",) if age == AGES[0] else JOBS
    profile: dict[str, Value] = {
        "jenis-kelamin": "P" if chance.random() < WOMEN[kind] else "L",
        "usia": age,
        "pendidikan": _pick(chance, schools, SCHOOL_WEIGHTS[kind]),
        "pekerjaan": _pick(chance, jobs, JOB_WEIGHTS[kind]),
    }
    told = {code: value for code, value in profile.items() if chance.random() > SKIPPED}
    if told.get("pekerjaan") == "lainnya" and chance.random() < 0.8:
        told["pekerjaan-lainnya"] = "pelajar" if age == AGES[0] else chance.choice(OTHER_JOBS[kind])
    return told


def _pick(chance: random.Random, options: Sequence[_T], weights: Sequence[float]) -> _T:
    return chance.choices(options, weights[: len(options)])[0]
