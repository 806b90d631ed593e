"""Who is in a theme of a consultation: by a code or by hand; and what stays when the bench changes its codes."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from surveys import audit, codebook, follow_up, follow_up_lists, theme_members, themes
from surveys.coding import put_codes
from surveys.comment_readers import reader_of
from surveys.comments import Selection
from surveys.double_coding import double_codings, draw_double_coding, to_read
from surveys.errors import UnknownComment, WrongState
from surveys.models import CommentReading, Consultation, Contribution, DoubleCodedComment, Theme, ThemedContribution
from surveys.outcome import PointEntry, add_point
from surveys.public_contributions import agency_replies
from surveys.thematic import code_lines, theme_comments, theme_lines
from tests import builders
from tests.conftest import NOW
from tests.surveys.coded import ANI, BUDI


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return builders.consultation(session, builders.agency(session))


def code(session: Session, consultation: Consultation, name: str, *said: Contribution) -> int:
    """A code on some comments."""
    code_id = codebook.create_code(session, consultation, name, "", NOW, ANI).id
    for contribution in said:
        put(session, consultation, contribution, code_id)
    return code_id


def put(session: Session, consultation: Consultation, said: Contribution, *codes: int, coder: str = ANI) -> None:
    [key] = [one.key for one in shown(session, consultation) if one.key.response_id == said.id]
    put_codes(session, consultation, key, codes, NOW, coder)


def shown(session: Session, consultation: Consultation) -> list:  # type: ignore[type-arg]  # of comments
    return reader_of(session, consultation, ANI).comments(Selection(), limit=100)


def theme(session: Session, consultation: Consultation, name: str, *codes: int) -> Theme:
    made = themes.create_theme(session, consultation, name, NOW, ANI)
    write(session, consultation, made, *codes)
    return made


def write(session: Session, consultation: Consultation, to: Theme, *codes: int) -> None:
    session.refresh(to)
    words = {"name": to.name, "interpretation": ""}
    themes.write_theme(session, consultation, to.id, to.revision, **words, code_ids=codes, now=NOW, actor=ANI)
    session.refresh(to)


def members(session: Session, of: Theme) -> Collection[str]:
    assert of.consultation_id is not None
    return sorted(theme_members.members(session, of.consultation_id).get(of.id, ()))


def answer(session: Session, consultation: Consultation, to: Theme) -> None:
    said = {"verdict": "partly", "text": "Kami pertimbangkan", "seen": ""}
    follow_up.reply(session, consultation, to, **said, now=NOW, actor=ANI)


def grown(session: Session, consultation: Consultation) -> list[tuple[str, int]]:
    entries = audit.entries(session, consultation, "answered-theme-grew", limit=10)
    return [(entry.detail["name"], entry.detail["count"]) for entry in reversed(entries)]


def test_a_comment_is_in_a_theme_by_a_code_or_by_hand_and_once(session: Session, consultation: Consultation) -> None:
    coded, by_hand, both, none = (builders.contribution(session, consultation, text) for text in "abcd")
    costly = theme(session, consultation, "Tarif", code(session, consultation, "Mahal", coded, both))
    assert follow_up.put_into(session, consultation, costly.id, [by_hand.id, both.id], NOW, ANI) == 2
    assert members(session, costly) == sorted([coded.id, by_hand.id, both.id])
    [line] = follow_up_lists.overview(session, consultation.id).themes
    assert (line.name, line.count) == ("Tarif", 3)
    reader = reader_of(session, consultation, ANI)
    [on_bench] = theme_lines(reader, [])
    assert on_bench.comments == 3
    assert sorted(comment.text for comment in theme_comments(reader, on_bench, limit=9)) == ["a", "b", "c"]
    answer(session, consultation, costly)
    replies = agency_replies(session, [coded.id, by_hand.id, both.id, none.id], "Asia/Jakarta")
    assert {id_: len(found) for id_, found in replies.items()} == {coded.id: 1, by_hand.id: 1, both.id: 1}
    counted = follow_up_lists.overview(session, consultation.id).progress
    assert (counted.answered, counted.total) == (3, 4)
    assert follow_up_lists.progress_of(session, [consultation.id]) == {consultation.id: counted}


def test_an_answered_theme_keeps_what_codes_take_away(session: Session, consultation: Consultation) -> None:
    first, second, third, fourth = (builders.contribution(session, consultation, text) for text in "abcd")
    mahal, naik = code(session, consultation, "Mahal", first, second), code(session, consultation, "Naik", third)
    other = code(session, consultation, "Lain", fourth)
    costly = theme(session, consultation, "Tarif", mahal, naik)
    answer(session, consultation, costly)
    put(session, consultation, first)  # the code is taken off a comment
    codebook.merge_codes(session, consultation, mahal, other, NOW, ANI)  # which has another theme: none
    write(session, consultation, costly)  # no code is left in it
    assert members(session, costly) == sorted([first.id, second.id, third.id])
    codebook.retire_code(session, consultation, naik, NOW, ANI)
    assert members(session, costly) == sorted([first.id, second.id, third.id])
    assert grown(session, consultation) == []


def test_what_joins_an_answered_theme_is_in_the_trail(session: Session, consultation: Consultation) -> None:
    first, second, third, fourth = (builders.contribution(session, consultation, text) for text in "abcd")
    mahal, naik = code(session, consultation, "Mahal", first), code(session, consultation, "Naik", second, third)
    costly = theme(session, consultation, "Tarif", mahal)
    point = {"id": "Tarif"}
    add_point(session, consultation, PointEntry("partly", point, point, point, theme_ids=(costly.id,)), NOW, ANI)
    codebook.merge_codes(session, consultation, naik, mahal, NOW, ANI)
    put(session, consultation, fourth, mahal)
    assert grown(session, consultation) == [("Tarif", 2), ("Tarif", 1)]


def test_a_theme_without_an_answer_follows_its_codes(session: Session, consultation: Consultation) -> None:
    said = builders.contribution(session, consultation)
    mahal = code(session, consultation, "Mahal", said)
    costly = theme(session, consultation, "Tarif", mahal)
    codebook.retire_code(session, consultation, mahal, NOW, ANI)
    assert members(session, costly) == []
    themes.dissolve_theme(session, consultation, costly.id, NOW, ANI)


def test_an_answered_theme_is_not_dissolved(session: Session, consultation: Consultation) -> None:
    costly = theme(session, consultation, "Tarif")
    answer(session, consultation, costly)
    with pytest.raises(WrongState):
        themes.dissolve_theme(session, consultation, costly.id, NOW, ANI)


def test_codes_put_without_seeing_the_other_s_count_when_both_are_done(
    session: Session, consultation: Consultation
) -> None:
    said = builders.contribution(session, consultation)
    mahal = code(session, consultation, "Mahal")
    costly = theme(session, consultation, "Tarif", mahal)
    draw_double_coding(session, consultation, (ANI, BUDI), 10, seed=1, now=NOW, actor=ANI)
    [line] = double_codings(session, consultation)
    assert (line.comments, to_read(session, line, BUDI)) == (1, shown(session, consultation)[0].key)
    put(session, consultation, said, mahal)
    assert members(session, costly) == []
    put(session, consultation, said, coder=BUDI)
    assert members(session, costly) == [said.id]


def test_what_is_withdrawn_or_deleted_leaves_the_bench(session: Session, consultation: Consultation) -> None:
    gone, taken, kept = (builders.contribution(session, consultation, text) for text in "abc")
    mahal = code(session, consultation, "Mahal", gone, taken, kept)
    costly = theme(session, consultation, "Tarif", mahal)
    taken.state = "withdrawn"
    session.flush()
    session.execute(delete(Contribution).where(Contribution.id == gone.id))
    assert session.scalars(select(CommentReading.response_id)).all() == [kept.id]
    assert session.scalars(select(DoubleCodedComment.position)).all() == []
    assert members(session, costly) == [kept.id]
    [line] = [one for one in code_lines(reader_of(session, consultation, ANI)) if one.id == mahal]
    assert line.comments == 1


def test_the_nightly_mixing_loses_no_code(session: Session, consultation: Consultation) -> None:
    said = builders.contribution(session, consultation)
    code(session, consultation, "Mahal", said)
    session.execute(text("UPDATE contribution SET language = language WHERE id = :id"), {"id": said.id})
    assert session.scalars(select(CommentReading.response_id)).all() == [said.id]


@pytest.mark.parametrize(
    ("state", "moderated", "read"),
    [
        ("open", "shown", True),
        ("open", "hidden", False),
        ("closed", "hidden", True),
        ("closed", "appealed", True),
        ("closed", "waiting", False),
        ("closed", "withdrawn", False),
    ],
)
def test_the_bench_reads_what_moderation_has_seen_and_before_the_closing_what_all_see(
    session: Session, consultation: Consultation, state: str, moderated: str, read: bool
) -> None:
    said = builders.contribution(session, consultation, "Mahal", state=moderated, passage="pasal-1", stance="object")
    builders.contribution(session, consultation, "Betul", parent_id=said.id)  # to another citizen
    consultation.state = state
    session.flush()
    found = shown(session, consultation)
    assert [(one.text, one.part, one.stance, one.state) for one in found] == (
        [("Mahal", "pasal-1", "object", moderated)] if read else []
    )
    reader = reader_of(session, consultation, ANI)
    assert reader.count(Selection(part="pasal-1", stance="object")) == int(read)
    assert reader.count(Selection(part="")) == reader.count(Selection(stance="ask")) == 0


def test_a_comment_of_another_consultation_is_unknown(session: Session, consultation: Consultation) -> None:
    other = builders.consultation(session, consultation.agency)
    builders.contribution(session, other)
    [foreign] = shown(session, other)
    with pytest.raises(UnknownComment):
        put_codes(session, consultation, foreign.key, [], NOW, ANI)
    assert theme_lines(reader_of(session, consultation, ANI), []) == []
    assert session.scalars(select(ThemedContribution.theme_id)).all() == []
