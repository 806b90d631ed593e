"""Pictures: what is kept of a file, and which files are refused."""

from __future__ import annotations

import datetime as dt
import io
import random
import struct
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys import authoring, bank, drafting, editing, pictures, versions
from surveys.authoring import Plan
from surveys.checks import problems
from surveys.definition import Option, Question, Questionnaire, Section, dump, load
from surveys.errors import InvalidEntry, InvalidQuestionnaire
from surveys.instruments import skm
from surveys.models import Picture, ServiceUnit, Survey, SurveyVersion
from tests import builders
from tests import pictures as files
from tests.conftest import NOW

SHA = "a" * 64


def refused(file: bytes) -> str:
    with pytest.raises(InvalidEntry) as refusal:
        pictures.small(file)
    assert refusal.value.problem.field == "picture"
    return refusal.value.problem.code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_kind_is_redrawn_small(kind: str) -> None:
    drawn = files.opened(pictures.small(files.file(kind, (900, 450))))
    assert (drawn.format, drawn.size) == ("WEBP", (320, 160))
    assert pictures.small(files.file(kind, (30, 60))) != files.file(kind, (30, 60))
    assert files.opened(pictures.small(files.file(kind, (30, 60)))).size == (30, 60)  # never drawn larger


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_colouring_can_be_redrawn(mode: str) -> None:
    drawn = files.opened(pictures.small(files.file(mode=mode)))
    assert drawn.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


def test_a_print_shop_s_jpeg_is_redrawn() -> None:
    assert files.opened(pictures.small(files.file("JPEG", mode="CMYK"))).mode == "RGB"


def test_nothing_that_the_file_said_besides_is_kept() -> None:
    place = Image.Exif()
    place[0x010E] = "Jalan Rahasia 7"  # ImageDescription
    place[0x0112] = 6  # Orientation: turned by a quarter
    told = files.file("JPEG", exif=place, comment=b"Jalan Rahasia 7", icc_profile=b"Jalan Rahasia 7" * 20)
    assert b"Rahasia" in told
    drawn = pictures.small(told)
    assert b"Rahasia" not in drawn
    assert not files.opened(drawn).getexif()
    assert files.opened(drawn).size == (20, 40)  # upright, as the note said before it was dropped
    assert b"Rahasia" not in pictures.small(files.with_text(b"Jalan Rahasia 7"))


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    for kind in ("WEBP", "PNG"):
        moving = files.written(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        assert getattr(files.opened(moving), "n_frames", 1) == 2
        drawn = files.opened(pictures.small(moving))
        assert getattr(drawn, "n_frames", 1) == 1
        red, _green, blue = drawn.getpixel((10, 10))  # type: ignore[misc]  # RGB
        assert red > 200
        assert blue < 50


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "empty"),
        (b"<script>alert(1)</script>", "not-a-picture"),
        (files.SVG, "not-a-picture"),
        (b"<?xml version='1.0'?>" + files.SVG, "not-a-picture"),
        (files.file("GIF"), "not-a-picture"),
        (files.file("BMP"), "not-a-picture"),
        (files.file("TIFF"), "not-a-picture"),
        (files.file("PDF"), "not-a-picture"),
        (files.file("ICO", (32, 32)), "not-a-picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file", "not-a-picture"),
        (files.file()[:-30], "not-a-picture"),
        (files.file("JPEG", (400, 400))[:700], "not-a-picture"),
        (files.file("WEBP", (400, 400))[:60], "not-a-picture"),
        (b"\x89PNG\r\n\x1a\n", "not-a-picture"),
        (b"\xff\xd8\xff", "not-a-picture"),
        (files.with_text(b"x" * 80_000_000, packed=True), "not-a-picture"),
        (files.file() + b"\0" * 205_000, "too-large"),
        (files.bomb(), "too-many-pixels"),
        (files.bomb(2008), "too-many-pixels"),  # 4.03 million
    ],
)
def test_what_is_no_proper_picture_is_refused(file: bytes, code: str) -> None:
    assert refused(file) == code


def test_a_bomb_is_small_as_a_file() -> None:
    assert len(files.bomb()) < pictures.LARGEST_FILE


def test_a_file_of_300_kb_is_refused_and_one_just_within_is_not() -> None:
    noise = random.Random(1).randbytes(3 * 258 * 258)
    image = Image.frombytes("RGB", (258, 258), noise)  # noise can't be packed: 258 × 258 × 3 bytes and a little
    within = files.written(image, "PNG")
    assert 199_000 < len(within) <= pictures.LARGEST_FILE
    assert len(pictures.small(within)) < pictures.LARGEST_FILE
    assert refused(within + b"\0" * 100_000) == "too-large"


def test_a_picture_that_is_a_page_too_becomes_a_picture_only() -> None:
    page = files.with_text(b"<html><script>alert(1)</script></html>")
    archive = files.file("JPEG") + b"PK\x03\x04<script>alert(1)</script>"
    for both in (page, archive):
        assert b"<script>" in both
        drawn = pictures.small(both)
        assert b"<script>" not in drawn
        assert drawn[:4] == b"RIFF"
        assert struct.unpack("<I", drawn[4:8])[0] == len(drawn) - 8  # nothing behind its end


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["PNG", "JPEG", "WEBP"]), st.integers(0, 400))
def test_bytes_changed_at_random_give_a_picture_or_a_refusal(noise: bytes, kind: str, place: int) -> None:
    proper = files.file(kind, (60, 60))
    for hostile in (
        noise,
        proper[: place % len(proper)] + noise,
        proper[:place] + noise + proper[place + len(noise) :],
    ):
        try:
            drawn = pictures.small(hostile)
        except InvalidEntry:
            continue  # whatever a decoder met: never anything else
        assert Image.open(io.BytesIO(drawn)).format == "WEBP"


def test_the_same_picture_is_kept_once_for_each_agency(session: Session) -> None:
    one, other = builders.agency(session), builders.agency(session)
    shas = {pictures.keep(session, agency.id, files.file(), NOW.date()) for agency in (one, one, other)}
    assert session.scalar(select(func.count()).select_from(Picture)) == 2
    (sha,) = shas
    found = pictures.stored(session, sha)
    assert found
    assert (found.media_type, sha256(found.content).hexdigest()) == ("image/webp", sha)
    assert pictures.stored(session, SHA) is None
    third = builders.agency(session)
    assert [pictures.known(session, agency.id, [sha, SHA]) for agency in (one, third)] == [{sha}, set()]


def test_the_database_keeps_a_picture_as_it_is(session: Session) -> None:
    sha = pictures.keep(session, builders.agency(session).id, files.file(), NOW.date())
    session.scalars(select(Picture).where(Picture.sha == sha)).one().content = b"other"
    with pytest.raises(IntegrityError, match="a picture never changes"):
        session.flush()


def pictured(sha: str, **alternative: str) -> Questionnaire:
    options = (Option("a", {"id": "Loket"}, picture=sha, alternative=alternative), Option("b", {"id": "Situs"}))
    question = Question("tempat", "choice", {"id": "Di mana?"}, options=options)
    return Questionnaire({"id": "Survei"}, (Section("satu", {}, (question,)),))


def test_a_definition_keeps_its_pictures() -> None:
    questionnaire = pictured(SHA, id="Loket dengan dua kursi", en="A counter with two chairs")
    assert load(dump(questionnaire)) == questionnaire
    assert "picture" not in dump(pictured(""))


@pytest.mark.parametrize("sha", ["../../etc/passwd", "A" * 64, "javascript:alert(1)", "a" * 63, "a" * 64 + "\n"])
def test_a_name_that_no_picture_has_is_found(sha: str) -> None:
    assert [p.code for p in problems(pictured(sha, id="x"))] == ["unknown-picture"]


def test_a_picture_needs_words_for_who_cannot_see_it() -> None:
    (problem,) = problems(pictured(SHA))
    assert (problem.field, problem.code, problem.limit, problem.found) == (
        "tempat",
        "missing-alternative",
        "options",
        "0",
    )
    assert problems(pictured(SHA, id="Loket")) == problems(pictured("")) == []


def test_what_a_survey_shows_must_be_there_when_it_is_handed_in(session: Session) -> None:
    agency = builders.agency(session)
    unit = builders.unit(session, agency)
    sha = pictures.keep(session, agency.id, files.file(), NOW.date())
    for shown, codes in ((sha, []), (SHA, ["unknown-picture"])):
        survey = builders.survey(session, [unit], pictured(shown, id="Loket"), "draft")
        found: list[str] = []
        try:
            authoring.submit(session, survey, NOW, "a@b.id")
        except InvalidQuestionnaire as error:
            found = [problem.code for problem in error.problems]
        assert found == codes


def test_a_survey_that_is_copied_from_below_takes_its_pictures_along(session: Session) -> None:
    above = builders.agency(session)
    below = builders.agency(session, parent_id=above.id)
    copied = pictured(pictures.keep(session, below.id, files.file(), NOW.date()), id="Loket")
    units = [builders.unit(session, above)]
    survey = authoring.create_survey(session, above, copied, Plan(units), now=NOW, actor="a")
    assert list(pictures.problems(session, above.id, copied)) == []
    authoring.submit(session, survey, NOW, "a")


def test_the_bank_hands_pictures_on(session: Session) -> None:
    agency = builders.agency(session)
    survey = builders.survey(session, [builders.unit(session, agency)], pictured(SHA, id="Loket"), "draft")
    (taken,) = bank.questions_of(session, agency.id, [f"{survey.versions[0].id}.tempat"])
    put = editing.take_question(pictured(""), "satu", taken)
    assert put.by_code["tempat-2"].options[0].picture == SHA


def test_pictures_leave_an_instrument_as_it_is_and_outlast_its_service_types(session: Session) -> None:
    unit = builders.unit(session, builders.agency(session), services=("ktp", "kk"))
    before = drafting.skm_questionnaire(session, [unit], {"id": "Survei"}, "one-page")
    pictures_on = before
    for code in ("waktu", skm.SERVICE):
        question = before.by_code[code]
        first = replace(question.options[0], picture=SHA, alternative={"id": "Jam"})
        changed = replace(question, options=(first, *question.options[1:]))
        pictures_on = editing.replace_question(pictures_on, changed)
    assert editing.changed_in_instrument(pictures_on) == frozenset()
    assert drafting.with_services(session, [unit], pictures_on) == pictures_on


def drawn_up(session: Session, sha: str, unit: ServiceUnit) -> tuple[Survey, SurveyVersion]:
    asked = pictured(sha, id="Loket")
    made = authoring.create_survey(session, unit.agency, asked, Plan([unit]), now=NOW, actor="a")
    return made, made.versions[0]


def test_what_nothing_shows_is_deleted_a_week_after_it_was_sent(session: Session) -> None:
    agency, today = builders.agency(session), NOW.date()
    drawings = [files.file("JPEG", (90, 40 + number)) for number in range(3)]
    days = [today - dt.timedelta(days=ago) for ago in (7, 8, 9)]
    fresh, old, again = (pictures.keep(session, agency.id, *sent) for sent in zip(drawings, days, strict=True))
    assert pictures.keep(session, agency.id, drawings[2], today) == again
    assert pictures.unused(session, today) == [(agency.id, old)]
    gone = [pictures.delete_unused(session, agency.id, sha, today) for sha in (fresh, old, again, SHA)]
    assert gone == [0, 1, 0, 0]
    assert pictures.known(session, agency.id, [fresh, old, again]) == {fresh, again}


def test_a_picture_stays_while_a_draft_a_step_back_or_a_published_version_shows_it(session: Session) -> None:
    unit, late = builders.unit(session, builders.agency(session)), NOW.date() + dt.timedelta(days=99)
    sha = pictures.keep(session, unit.agency_id, files.file(), NOW.date())
    survey, version = drawn_up(session, sha, unit)
    assert pictures.unused(session, late) == [], "the draft shows it"
    drafting.save(session, version, pictured(""), 0, NOW, "a")
    assert sha not in version.definition
    assert pictures.unused(session, late) == [], "the step can be taken back"
    drafting.undo(session, version, 1)
    authoring.submit(session, survey, NOW, "a")
    authoring.approve(session, survey, NOW, "b")
    versions.begin(session, survey, NOW, "a")
    drafting.save(session, drafting.current_version(session, survey), pictured(""), 0, NOW, "a")
    assert pictures.unused(session, late) == [], "version 1 shows it"
    assert pictures.delete_unused(session, unit.agency_id, sha, late) == 0


def test_another_agencys_survey_keeps_only_its_own_copy(session: Session) -> None:
    above = builders.agency(session)
    unit = builders.unit(session, builders.agency(session, parent_id=above.id))
    sha = pictures.keep(session, above.id, files.file(), NOW.date())
    drawn_up(session, sha, unit)  # copied from above
    assert pictures.unused(session, NOW.date() + dt.timedelta(days=8)) == [(above.id, sha)]


def test_the_database_keeps_a_picture_that_is_shown(session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    sha = pictures.keep(session, unit.agency_id, files.file(), NOW.date())
    _, version = drawn_up(session, sha, unit)
    drafting.save(session, version, pictured(""), 0, NOW, "a")
    with pytest.raises(IntegrityError, match="that a questionnaire shows"), session.begin_nested():
        session.execute(delete(Picture).where(Picture.sha == sha))
    drafting.forget(session, version)
    session.execute(delete(Picture).where(Picture.sha == sha))
    assert pictures.stored(session, sha) is None
