"""Pictures beside options: put in by an author, seen by citizens, and what is refused without losing a word."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from surveys import authoring, pictures
from surveys.definition import Option, Question, Questionnaire, Section
from surveys.models import Picture, Survey
from tests import builders
from tests import pictures as files
from tests.app.author import Author, question
from tests.app.office import errors, newest_survey, person
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")
NEW = "/sections/satu/new/choice"
ROWS = {"options-0-label": "Loket", "options-0-code": "", "options-1-label": "Situs web", "options-1-code": ""}


@pytest.fixture
def author(app: Flask, session: Session) -> Author:
    return Author(app, session)


def upload(content: bytes, name: str = "foto.png") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def hidden(page: str, place: int = 0) -> str:
    """The picture that a page's form names for an option; '' without one."""
    found = re.search(rf'name="options-{place}-picture"\s+value="([0-9a-f]+)"', page)
    return found[1] if found else ""


def typed(**changes: Any) -> dict[str, Any]:
    return question(**{"label": "Di mana Anda dilayani?", **ROWS, **changes})


def test_an_author_puts_a_picture_beside_an_option(author: Author) -> None:
    sent = typed(**{"options-0-file": upload(files.file()), "options-0-alternative": "Loket dengan dua kursi"})
    assert author.post(NEW, **sent).status_code == 303
    first, second = author.questionnaire.by_code["mana-dilayani"].options
    assert first.alternative == {"id": "Loket dengan dua kursi"}
    assert (second.picture, second.alternative) == ("", {})
    shown = author.client.get(f"/p/{first.picture}")
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    page = author.get("/questions/mana-dilayani")
    assert hidden(page) == first.picture
    assert "Loket dengan dua kursi" in page


def test_a_picture_stays_while_rows_move_and_mistakes_are_mended(author: Author) -> None:
    sent = typed(**{"options-0-file": upload(files.file()), "options-0-alternative": "Loket", "do": "down-options-0"})
    page = author.post(NEW, **sent).text
    sha = hidden(page, 1)
    assert sha
    assert hidden(page, 0) == ""
    refused = author.post(NEW, **typed(label="", **{"options-1-picture": sha, "options-1-alternative": "Loket"}))
    assert errors(refused) == ["Tulis pertanyaannya."]
    assert hidden(refused.text, 1) == sha
    removed = author.post(NEW, **typed(**{"options-1-picture": sha, "do": "remove-picture-1"})).text
    assert hidden(removed, 1) == ""
    author.post(NEW, **typed(**{"options-1-picture": sha, "options-1-alternative": "Loket"}))
    assert [o.picture for o in author.questionnaire.by_code["mana-dilayani"].options] == ["", sha]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Berkas ini kosong. Pilih berkas lain."),
        (files.SVG, "Berkas ini tidak terbaca. Pilih gambar PNG, JPEG, atau WebP."),
        (files.file()[:-40], "Berkas ini tidak terbaca. Pilih gambar PNG, JPEG, atau WebP."),
        (b"x" * 300_000, "Gambar ini terlalu besar. Pilih yang paling besar 200 KB."),
        (
            files.bomb(),
            "Gambar ini terlalu lebar atau tinggi. Perkecil menjadi paling banyak 4.000.000 titik.",
        ),
    ],
)
def test_a_file_that_is_refused_loses_nothing(author: Author, session: Session, content: bytes, message: str) -> None:
    extra = {"options-1-file": upload(content), "options-1-alternative": "Layar <b>", "hint": "Satu saja"}
    refused = author.post(NEW, **typed(**extra, **{"options-0-file": upload(files.file("JPEG"))}))
    assert errors(refused) == [message]
    for text in ("Di mana Anda dilayani?", "Loket", "Situs web", "Layar &lt;b&gt;", "Satu saja"):
        assert text in refused.text
    assert hidden(refused.text, 0)  # the good one is kept already
    assert session.scalar(select(func.count()).select_from(Picture)) == 1


def test_a_telephone_s_photograph_is_refused_in_words(author: Author) -> None:
    photograph = FileStorage(io.BytesIO(b"\xff\xd8\xff" + b"x" * 9_000_000), "foto.jpg")
    sent = typed(**{"options-0-file": photograph, "seen": author.seen})
    boundary, body = encode_multipart(sent)
    kind = f'multipart/form-data; boundary="{boundary}"'
    refused = author.client.post(author.base + NEW, data=body, content_type=kind)
    assert errors(refused) == ["Gambar ini terlalu besar. Pilih yang paling besar 200 KB."]
    assert "Situs web" in refused.text


def test_what_is_far_too_large_is_refused_as_a_whole(author: Author) -> None:
    def status(path: str, megabytes: int) -> int:
        said = {"CONTENT_LENGTH": str(megabytes * 1024 * 1024)}
        return int(author.client.post(author.base + path, data=typed(), environ_overrides=said).status_code)

    assert status(NEW, 17) == 413
    # Elsewhere nobody needs that room.
    assert status("/question-steps", 5) == 413


@pytest.mark.parametrize("sha", ["a" * 64, "<script>", "../../x", "A" * 64])
def test_a_row_names_only_pictures_of_its_agency(author: Author, session: Session, sha: str) -> None:
    foreign = pictures.keep(session, builders.agency(session).id, files.file("JPEG"), NOW.date())
    session.commit()
    for named in (sha, foreign):
        refused = author.post(NEW, **typed(**{"options-0-picture": named}))
        assert errors(refused) == ["Gambar ini tidak ada lagi. Pilih lagi berkasnya."]
        assert "<script>" not in refused.text


@pytest.mark.parametrize("kind", ["rating", "nps", "matrix"])
def test_other_kinds_of_question_take_no_picture(author: Author, kind: str) -> None:
    rows = {"rows-0-label": "Toilet", "options-0-file": upload(files.file()), "options-1-picture": "a" * 64}
    assert 'type="file"' not in author.get(f"/sections/satu/new/{kind}")
    assert author.post(f"/sections/satu/new/{kind}", **typed(**rows)).status_code == 303
    assert [option.picture for option in author.questionnaire.by_code["mana-dilayani"].options] == ["", ""]


def test_leaving_an_instrument_takes_new_pictures_along(app: Flask, session: Session) -> None:
    author = Author(app, session, None)
    options = author.questionnaire.by_code["waktu"].options
    rows = {
        f"options-{n}-{part}": text
        for n, o in enumerate(options)
        for part, text in (("label", o.label["id"]), ("code", o.code), ("score", str(o.score)))
    }
    sent = question(label="Apakah cepat?", **rows, **{"options-0-file": upload(files.file())})
    asked = author.post("/questions/waktu", **sent)
    assert "Bukan lagi Survei Kepuasan Masyarakat (SKM)?" in asked.text
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', asked.text))
    assert author.client.post(f"{author.base}/questions/waktu", data=again).status_code == 303
    assert author.questionnaire.by_code["waktu"].options[0].picture


def test_a_picture_without_words_is_found_at_its_place_before_handing_in(author: Author, session: Session) -> None:
    author.post(NEW, **typed(**{"options-1-file": upload(files.file())}))
    page = author.get()
    words = "Tulis isi gambar pada “Di mana Anda dilayani?” dengan kata-kata. Ada warga yang tidak melihatnya."
    link = re.search(rf'<a href="([^"]+)">\s*{re.escape(words)}', page)
    assert link
    address, anchor = link[1].split("#")
    assert f'id="{anchor}"' in author.client.get(address).text
    author.client.post(f"/office/surveys/{author.survey.id}/submit")
    survey = newest_survey(session)
    assert survey
    assert survey.state == "draft"


def shown(session: Session, kind: str, **fields: Any) -> tuple[Survey, str]:
    """An open survey with a pictured question of a type, and the picture."""
    unit = builders.unit(session, builders.agency(session))
    sha = pictures.keep(session, unit.agency_id, files.file(), NOW.date())
    first = Option("a", {"id": "Loket"}, 1, picture=sha, alternative={"id": "Dua “kursi”", "en": "Two chairs"})
    asked = Question("q", kind, {"id": "Di mana?"}, options=(first, Option("b", {"id": "Situs"}, 2)), **fields)
    survey = builders.survey(session, [unit], Questionnaire({"id": "S"}, (Section("s", {}, (asked,)),), ("id", "en")))
    session.commit()
    return survey, sha


@pytest.mark.parametrize("kind", ["choice", "multiple", "scale", "ranking", "yes-no"])
def test_citizens_see_the_picture_beside_the_word(app: Flask, session: Session, kind: str) -> None:
    survey, sha = shown(session, kind)
    response = app.test_client().get(f"/s/{survey.public_id}")
    img = f'<img class="picture" src="/p/{sha}" alt="Dua “kursi”" width="96" height="96" loading="lazy">'
    assert response.text.count(img + "Loket") == 1
    assert response.text.count("<img") == 1
    assert "img-src 'self'" in response.headers["Content-Security-Policy"]


def test_a_picture_is_kept_for_good_by_browsers_and_knows_nobody(app: Flask, session: Session) -> None:
    _survey, sha = shown(session, "choice")
    client = app.test_client()
    response = client.get(f"/p/{sha}")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in response.headers
    assert "Vary" not in response.headers
    assert files.opened(response.data).size == (40, 20)
    for unknown in ("b" * 64, "A" * 64, sha[:-1], "../../etc/passwd", sha + "%0a"):
        assert client.get(f"/p/{unknown}").status_code == 404


def test_other_ways_of_looking_show_it_too(app: Flask, session: Session) -> None:
    author = Author(app, session)
    author.post(NEW, **typed(**{"options-0-file": upload(files.file()), "options-0-alternative": "Dua kursi"}))
    for way in ("phone", "desktop", "paper", "kiosk"):
        page = author.client.get(f"/office/surveys/{author.survey.id}/preview?as={way}").text
        assert page.count('alt="Dua kursi"') == 1
    languages = f"/office/surveys/{author.survey.id}/languages"
    author.client.post(languages, data={"language": "en", "seen": author.seen})
    words = author.client.get(f"{languages}/en").text
    assert "gambar pilihan" in words
    assert "Dua kursi" in words


def test_a_new_version_shows_what_became_of_the_picture(app: Flask, session: Session) -> None:
    survey, sha = shown(session, "choice")
    author = Author(app, session)
    author.client = person(app, session, "author", survey.agency)
    author.client.post(f"/office/surveys/{survey.id}/versions")
    author.base = f"/office/surveys/{survey.id}/build"
    rows = {
        "options-0-label": "Loket",
        "options-0-code": "a",
        "options-0-score": "1",
        "options-0-picture": sha,
        "options-0-alternative": "Dua kursi",
        "options-1-label": "Situs",
        "options-1-code": "b",
    }
    author.post("/questions/q", **question(label="Di mana?", **rows, **{"options-0-file": upload(files.file("JPEG"))}))
    page = author.client.get(f"/office/surveys/{survey.id}/changes").text
    assert "diubah kata-katanya" in page
    assert f'src="/p/{sha}"' in page
    assert "gambar baru" in page
    assert f'href="{author.base}/questions/q"' in page
    # Who answers now still sees the version that is published.
    assert f"/p/{sha}" in app.test_client().get(f"/s/{survey.public_id}").text
    assert authoring.questionnaire_of(survey).by_code["q"].options[0].picture == sha
