"""Campaigns: nearly equal texts find each other, others don't, and each look costs the same."""

from __future__ import annotations

import pytest
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from surveys import public_contributions
from surveys.campaigns import ALIKE, KEYS, campaign_of, fingerprint, likeness
from surveys.models import Consultation
from tests import builders

LETTER = (
    "Kami warga Kelurahan Melati menolak kenaikan tarif parkir karena memberatkan pedagang kecil dan pekerja harian "
    "yang setiap hari memarkir motor di pasar, dan kami minta tarif lama dipakai sampai jalan diperbaiki"
)
OTHER = (
    "Tarif parkir sebaiknya dibedakan menurut jam, supaya kendaraan yang parkir seharian membayar lebih banyak "
    "daripada yang hanya berhenti sebentar untuk belanja di pasar"
)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return builders.consultation(session, builders.agency(session))


def arrive(session: Session, consultation: Consultation, text: str) -> str | None:
    campaign = campaign_of(session, consultation.id, text)
    builders.contribution(session, consultation, text, campaign=campaign)
    return campaign


def test_likeness_is_the_share_of_common_pairs_of_words() -> None:
    # a b c d e f g h i -> 8 pairs; the other ends with x instead of i: 7 common, 9 in all.
    assert likeness("a b c d e f g h i", "A b, c d e f g h x!") == pytest.approx(7 / 9)
    assert likeness("Setuju", "setuju!") == 1
    assert likeness("Setuju sekali", "Setuju") == 0
    assert likeness(LETTER, OTHER) < 0.2


def test_a_fingerprint_is_stable_and_bounded() -> None:
    assert fingerprint("Setuju!") == fingerprint(" setuju ")
    # echo -n "whole setuju" | b2sum -l 64
    assert fingerprint("setuju") == ("16cb2223d52468bb",)
    assert len(fingerprint(LETTER)) == KEYS
    assert fingerprint("… !!!") == ()


def test_a_campaign_with_small_changes_is_one_group(session: Session, consultation: Consultation) -> None:
    first = arrive(session, consultation, LETTER)
    arrive(session, consultation, OTHER)
    variants = [
        LETTER.upper(),
        LETTER.replace("Melati", "Mawar"),
        LETTER.replace("Melati", "Anggrek") + ". Terima kasih.",
        "Yth. panitia. " + LETTER,
    ]
    assert all(likeness(LETTER, variant) >= ALIKE for variant in variants)
    assert [arrive(session, consultation, variant) for variant in variants] == [first] * 4


def test_other_texts_stay_apart_even_with_a_common_phrase(session: Session, consultation: Consultation) -> None:
    polite = "Terima kasih atas kesempatan ini bapak ibu panitia konsultasi publik"
    groups = [arrive(session, consultation, f"{polite} {rest}") for rest in (OTHER, LETTER, LETTER[::-1] + OTHER)]
    assert len(set(groups)) == 3


def test_short_texts_must_be_equal(session: Session, consultation: Consultation) -> None:
    groups = [arrive(session, consultation, text) for text in ("Setuju.", "setuju", "Setuju sekali", "Tidak setuju")]
    assert groups[0] == groups[1]
    assert len(set(groups)) == 3


def test_another_consultation_has_its_own_groups(session: Session, consultation: Consultation) -> None:
    other = builders.consultation(session, consultation.agency)
    arrive(session, consultation, LETTER)
    assert campaign_of(session, other.id, OTHER) != campaign_of(session, consultation.id, LETTER)


def test_a_text_without_words_or_with_strange_ones_is_no_error(session: Session, consultation: Consultation) -> None:
    assert arrive(session, consultation, "!!! ???") is None
    assert arrive(session, consultation, "\U0001f600 " * 50) is None
    assert arrive(session, consultation, "ᮝᮔᮧᮂ " * 2_000)
    assert arrive(session, consultation, "a " * 2_500)


def test_most_variants_of_a_long_campaign_are_found(session: Session, consultation: Consultation) -> None:
    """Each of 40 senders changes one word of 30, not always the same: nine in ten stand in one group."""
    words = LETTER.split()
    groups = []
    for sender in range(40):
        changed = [f"kata{sender}" if place == sender % len(words) else word for place, word in enumerate(words)]
        groups.append(arrive(session, consultation, " ".join(changed)))
    alike = max(groups.count(group) for group in set(groups))
    assert alike >= 36


def test_the_look_goes_along_the_index(session: Session, consultation: Consultation) -> None:
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("the plan is read from SQLite")
    plan = session.execute(
        sql("EXPLAIN QUERY PLAN SELECT text FROM contribution WHERE consultation_id = 1 AND campaign = 'x' LIMIT 1")
    ).all()
    assert "ix_contribution_alike" in str(plan)


def test_the_public_list_has_one_of_each_group_and_leads_to_the_rest(
    session: Session, consultation: Consultation
) -> None:
    for number in range(5):
        builders.contribution(session, consultation, LETTER, campaign="c" * 16, passage="pasal-1")
        builders.contribution(session, consultation, f"Lain {number}", passage="pasal-1")
    builders.contribution(session, consultation, LETTER, campaign="c" * 16, passage="pasal-1", state="waiting")
    builders.contribution(session, consultation, LETTER, campaign="c" * 16, passage="pasal-2")
    found = public_contributions.page(session, consultation.id, "pasal-1", "Asia/Jakarta")
    assert sorted(item.alike for item in found.items) == [0, 0, 0, 0, 0, 4]
    alike = public_contributions.page(session, consultation.id, "pasal-1", "Asia/Jakarta", campaign="c" * 16)
    assert [item.text for item in alike.items] == [LETTER] * 5
    first = public_contributions.page(session, consultation.id, "pasal-1", "Asia/Jakarta", size=3)
    rest = public_contributions.page(session, consultation.id, "pasal-1", "Asia/Jakarta", first.following, size=3)
    assert {item.id for item in (*first.items, *rest.items)} == {item.id for item in found.items}
