"""Pictures beside options: taken in as new, small ones without anything that the file said besides, and found again.

A picture is known by the SHA-256 of what is stored, so the same one is kept once for an agency, and what an address
shows never changes. One that no version, draft or step that can be taken back shows is deleted some days after it was
sent: it may stand in a page that somebody has not saved yet.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

from PIL import Image, ImageOps
from sqlalchemy import ColumnElement, CursorResult, and_, delete, exists, or_, select
from sqlalchemy.orm import Session

from surveys.base import insert_for
from surveys.definition import Questionnaire
from surveys.errors import InvalidEntry, Problem
from surveys.models import DraftRevision, Picture, Survey, SurveyVersion

LARGEST_FILE = 200 * 1024  # bytes
MOST_PIXELS = 4_000_000  # of a file, before anything of it is unpacked: 16 MB of memory
LONGEST_SIDE = 320  # pixels of a stored picture: it is shown at 96 to 160, on screens of twice that density
UNSAVED_DAYS = 7  # for which a picture is kept that nothing shows
_FORMATS = ("PNG", "JPEG", "WEBP")
_MEDIA_TYPE = "image/webp"
_QUALITY = 80


@dataclass(frozen=True)
class StoredPicture:
    media_type: str
    content: bytes


def keep(session: Session, agency_id: int, file: bytes, today: dt.date) -> str:
    """Store what a file shows as a picture of the agency; its SHA-256. The file itself is not kept.

    Raises InvalidEntry for `picture`: empty, too-large (more than LARGEST_FILE bytes), too-many-pixels, not-a-picture
    (neither PNG, JPEG nor WebP, or one that can't be read to its end). Of a moving picture the first frame is kept.
    """
    content = small(file)
    sha = sha256(content).hexdigest()
    put = _put(session, agency_id, sha, StoredPicture(_MEDIA_TYPE, content), today)
    session.execute(put.on_conflict_do_update(index_elements=["sha", "agency_id"], set_={"sent_on": today}))
    return sha


def stored(session: Session, sha: str) -> StoredPicture | None:
    """The picture with this SHA-256, whosever it is: what is beside an option is public."""
    query = select(Picture.media_type, Picture.content).where(Picture.sha == sha).limit(1)
    row = session.execute(query).first()
    return StoredPicture(row.media_type, row.content) if row else None


def known(session: Session, agency_id: int, shas: Collection[str]) -> set[str]:
    """Those of `shas` that are pictures of the agency."""
    query = select(Picture.sha).where(Picture.agency_id == agency_id, Picture.sha.in_(shas))
    return set(session.scalars(query)) if shas else set()


def take_along(session: Session, agency_id: int, questionnaire: Questionnaire) -> None:
    """Make the pictures that a questionnaire shows those of the agency too: it was copied from another one's survey."""
    named = {option.picture for question in questionnaire.questions for option in question.options} - {""}
    for sha in named - known(session, agency_id, named):
        if picture := stored(session, sha):
            session.execute(_put(session, agency_id, sha, picture).on_conflict_do_nothing())


def unused(session: Session, today: dt.date) -> list[tuple[int, str]]:
    """(agency id, SHA-256) of the pictures that were sent some days before `today` and that nothing shows."""
    query = select(Picture.agency_id, Picture.sha).where(_unused(today))
    return [(agency_id, sha) for agency_id, sha in session.execute(query)]


def delete_unused(session: Session, agency_id: int, sha: str, today: dt.date) -> int:
    """Delete a picture if it is still one of `unused`; how many were. Commit at once."""
    one = delete(Picture).where(Picture.agency_id == agency_id, Picture.sha == sha, _unused(today))
    return cast("CursorResult[Any]", session.execute(one)).rowcount


def problems(session: Session, agency_id: int, questionnaire: Questionnaire) -> Iterator[Problem]:
    """unknown-picture for each question that shows a picture which the agency doesn't have."""
    shown = {q.code: {option.picture for option in q.options} - {""} for q in questionnaire.questions}
    there = known(session, agency_id, set().union(*shown.values()))
    yield from (Problem(code, "unknown-picture") for code, shas in shown.items() if shas - there)


def small(file: bytes) -> bytes:
    """What a file shows, as a WebP of at most LONGEST_SIDE pixels a side that says nothing else. Raises as `keep`."""
    if not file:
        raise InvalidEntry(Problem("picture", "empty"))
    if len(file) > LARGEST_FILE:
        raise InvalidEntry(Problem("picture", "too-large", limit=str(LARGEST_FILE), found=str(len(file))))
    try:
        return _redrawn(file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InvalidEntry(Problem("picture", "too-many-pixels", limit=str(MOST_PIXELS))) from error
    except InvalidEntry:
        raise
    except Exception as error:
        raise InvalidEntry(Problem("picture", "not-a-picture", found=type(error).__name__)) from error


def _put(session: Session, agency_id: int, sha: str, picture: StoredPicture, sent_on: dt.date | None = None) -> Any:
    """The insert of a picture; what happens to one that is there already is said by who calls."""
    row = {"sha": sha, "agency_id": agency_id, "media_type": picture.media_type, "content": picture.content}
    return insert_for(session, Picture).values(**row, sent_on=sent_on)


def _unused(today: dt.date) -> ColumnElement[bool]:
    """Whether a picture was sent more than UNSAVED_DAYS ago and no questionnaire of its agency shows it."""
    of_agency = (SurveyVersion.survey_id == Survey.id, Survey.agency_id == Picture.agency_id)
    in_version = exists().where(*of_agency, SurveyVersion.definition.contains(Picture.sha))
    in_step = exists().where(
        *of_agency, DraftRevision.version_id == SurveyVersion.id, DraftRevision.definition.contains(Picture.sha)
    )
    long_ago = or_(Picture.sent_on.is_(None), Picture.sent_on < today - dt.timedelta(days=UNSAVED_DAYS))
    return and_(long_ago, ~in_version, ~in_step)


def _redrawn(file: bytes) -> bytes:
    with Image.open(io.BytesIO(file), formats=_FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            found = f"{opened.width} x {opened.height}"
            raise InvalidEntry(Problem("picture", "too-many-pixels", limit=str(MOST_PIXELS), found=found))
        opened.load()  # the first frame
        upright = ImageOps.exif_transpose(opened)
        pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    pixels.info.clear()  # a colour profile would be written along
    drawn = io.BytesIO()
    pixels.save(drawn, "WEBP", quality=_QUALITY)
    return drawn.getvalue()
