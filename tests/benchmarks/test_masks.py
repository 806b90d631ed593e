"""What masking costs: nothing to speak of where there is nothing to mask, and never more than the length allows."""

from __future__ import annotations

import time

import pytest

from surveys.personal_data import mask
from tests.surveys.personal_data.composed import HOSTILE

USUAL = "Pelayanan cepat dan petugas ramah, semoga lebih baik lagi ke depannya. Terima kasih banyak."
WITH_NUMBERS = "Saya menunggu 2 jam di loket 3, mohon ditambah petugas. Terima kasih."
WITH_A_PHONE = "Berkas belum jadi sejak 12 Agustus, hub 0812 3456 7890 kalau sudah selesai."


def spent(text: str, times: int) -> float:
    """Microseconds of CPU for one text."""
    begun = time.process_time()
    for _ in range(times):
        mask(text)
    return (time.process_time() - begun) / times * 1e6


def test_the_usual_answer_costs_a_few_microseconds(pytestconfig: pytest.Config) -> None:
    say = pytestconfig.get_terminal_writer().line
    mask(WITH_A_PHONE)
    for name, text, most in (("usual", USUAL, 5), ("numbers", WITH_NUMBERS, 100), ("a phone", WITH_A_PHONE, 300)):
        cost = min(spent(text, 2000) for _ in range(5))
        say(f"{name}: {cost:.1f} µs")
        assert cost < most


def test_the_cost_grows_with_the_length_alone(pytestconfig: pytest.Config) -> None:
    def all_of(length: int) -> float:
        return sum(spent((unit * length)[:length], 1) for unit in HOSTILE) / 1e6

    all_of(500)
    short, long = all_of(12_500), all_of(100_000)
    say = pytestconfig.get_terminal_writer().line
    say(f"{len(HOSTILE)} hostile texts: {short:.2f} s for 12,500 characters each, {long:.2f} s for 100,000")
    assert long < 16 * short, "eight times the text; a quadratic pattern would take 64 times as long"
