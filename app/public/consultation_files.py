"""Files of a consultation: its attachments as downloads, and the card that a shared link shows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

from flask import Response, abort
from PIL import Image, ImageDraw, ImageFont
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.database import reading
from app.extensions import db
from app.i18n import content_language
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.public.consultation_words import standing_of, standing_words
from surveys.consultation_reading import attachment, attachment_piece
from surveys.definition import text_in

PIECE = 256 * 1024  # bytes of a file in memory at a time
WIDTH, HEIGHT = 1200, 630  # what link previews are made for
_INK, _PAPER, _BRAND = "#1b1f23", "#ffffff", "#0b5d5e"
_MARGIN = 72
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")


@blueprint.get("/k/<code:public_id>/attachments/<int:attachment_id>/<path:name>")
def consultation_file(public_id: str, attachment_id: int, name: str) -> Response:
    """`name` is for people: the number alone says which file."""
    with reading(), Session(db.engine) as session:
        found = attachment(session, public_id, attachment_id)
    if found.removed_at:
        abort(410)
    media_type = found.media_type if _MEDIA_TYPE.fullmatch(found.media_type) else "application/octet-stream"
    # A line break in a name would end the header.
    name = "".join(letter for letter in found.name if letter.isprintable()) or str(attachment_id)
    sent = Response(_pieces(db.engine, found.id, found.size), mimetype=media_type)
    sent.content_length = found.size
    sent.headers["Content-Disposition"] = _disposition(name)
    sent.headers["Cache-Control"] = "public, max-age=300"
    return sent


def _pieces(engine: Engine, attachment_id: int, size: int) -> Iterator[bytes]:
    """The content, a piece in memory at a time. No transaction stays open while a slow network takes one."""
    for start in range(0, size, PIECE):
        with reading(), Session(engine) as session:
            piece = attachment_piece(session, attachment_id, start, PIECE)
        if len(piece) < min(PIECE, size - start):
            raise OSError("the file was removed while it was sent")  # an end that looks like one would be a lie
        yield piece


def _disposition(name: str) -> str:
    """As RFC 6266 has it: a name of plain letters, and the true one beside it."""
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


@blueprint.get("/k/<code:public_id>/card.png")
def consultation_card(public_id: str) -> Response:
    shown = consultation_shelf.consultation(public_id)
    title = text_in(shown.text.title, content_language())
    picture = _card(title, shown.agency, standing_words(standing_of(shown)))
    return Response(picture, mimetype="image/png", headers={"Cache-Control": "public, max-age=3600"})


@lru_cache(maxsize=200)
def _card(title: str, agency: str, standing: str) -> bytes:
    """A still picture with the title, the agency and the date; in few colours, so that it is small."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, 20), fill=_BRAND)
    draw.text((_MARGIN, 64), _fitted(draw, agency, _font(34), 1), fill=_INK, font=_font(34))
    draw.multiline_text((_MARGIN, 140), _fitted(draw, title, _font(64), 4), fill=_BRAND, font=_font(64), spacing=18)
    draw.text((_MARGIN, HEIGHT - 104), _fitted(draw, standing, _font(40), 1), fill=_INK, font=_font(40))
    draw.text((WIDTH - _MARGIN, HEIGHT - 104), "Suara", fill=_BRAND, font=_font(40), anchor="ra")
    written = io.BytesIO()
    picture.quantize(16).save(written, "PNG", optimize=True)
    return written.getvalue()


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _fitted(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, most: int) -> str:
    """`text` in at most `most` lines that fit between the margins."""
    room = WIDTH - 2 * _MARGIN - (160 if most == 1 else 0)  # the name of this site stands at the end of one-line rows
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font) <= room:
            lines[-1] = longer
        elif len(lines) == most:
            lines[-1] += " …"
            break
        else:
            lines.append(word)
    return "\n".join(line if draw.textlength(line, font) <= room else line[:30] + " …" for line in lines)
