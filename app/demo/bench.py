"""What the demo's staff made of the comments: codes, a sample that two people coded, themes with their meaning.

Two people who look for words code here; the second looks for fewer, so they do not always agree.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.database import writing
from surveys.codebook import code_named
from surveys.coding import put_codes
from surveys.comment_readers import reader_of
from surveys.comments import UNREAD, Selection
from surveys.double_coding import SMALLEST, double_codings, draw_double_coding, to_read
from surveys.models import Survey
from surveys.queries import CommentKey
from surveys.thematic import theme_lines
from surveys.themes import create_theme, write_theme

READ = 60  # comments that the first person reads beside the sample
SAMPLE = 30
SEED = 2017
CODES = {  # name -> words that speak for it
    "Antrean dan lama menunggu": ("antre", "nunggu", "menunggu", "dipanggil", "lama", "jam "),
    "Selesai cepat": ("cepat", "langsung jadi", "hari yang sama", "beres"),
    "Petugas ramah": ("ramah", "sopan", "sabar", "baik sekali", "senyum"),
    "Petugas kurang ramah": ("judes", "ketus", "galak", "cuek", "bentak"),
    "Syarat dan berkas": ("syarat", "berkas", "fotokopi", "materai"),
    "Biaya dan pungutan": ("biaya", "tarif", "kuitansi", "pungutan", "uang", "gratis"),
    "Ruang dan fasilitas": ("ruang", "kursi", "toilet", "parkir", "panas"),
}
THEMES = {  # name -> its codes, and what it means
    "Waktu warga": (
        ("Antrean dan lama menunggu", "Selesai cepat"),
        "Warga paling sering menulis tentang waktu. Yang cepat dipuji, yang lama dikeluhkan bersama nomor antrean.\n\n"
        "Artinya: loket perlu dibuka tepat waktu, dan lama menunggu perlu diumumkan.",
    ),
    "Cara petugas melayani": (
        ("Petugas ramah", "Petugas kurang ramah"),
        "Pujian untuk petugas lebih banyak daripada keluhan. Keluhan muncul ketika warga disuruh kembali.",
    ),
}


def code_comments(session: Session, survey_id: int, coders: tuple[str, str], now: dt.datetime) -> None:
    """Add what is missing of all that to a survey. Commits after each comment, so it can be cut off and taken up."""
    with writing():
        survey = session.get_one(Survey, survey_id)
        codes = {name: code_named(session, survey, name, now, coders[0]) for name in CODES}
        if not double_codings(session, survey):
            draw_double_coding(session, survey, coders, max(SMALLEST, SAMPLE), seed=SEED, now=now, actor=coders[0])
        session.commit()
        for coder in coders:
            while key := to_read(session, double_codings(session, survey)[0], coder):
                _code(session, survey, key, codes, coder, now, fewer=coder == coders[1])
        reader = reader_of(session, survey, coders[0])
        for comment in reader.comments(Selection(state=UNREAD), limit=READ):
            _code(session, survey, comment.key, codes, coders[0], now)
        written = {theme.name for theme in theme_lines(reader, [])}
        for name in THEMES:
            if name not in written:
                _write(session, survey, name, codes, coders[0], now)


def _code(
    session: Session,
    survey: Survey,
    key: CommentKey,
    codes: dict[str, int],
    coder: str,
    now: dt.datetime,
    *,
    fewer: bool = False,
) -> None:
    text = reader_of(session, survey, coder).still_there([key])[key].text.lower()
    words = {name: spoken[: -2 if fewer else None] for name, spoken in CODES.items()}
    fitting = [codes[name] for name, spoken in words.items() if any(word in text for word in spoken)]
    put_codes(session, survey, key, fitting, now, coder)
    session.commit()


def _write(session: Session, survey: Survey, name: str, codes: dict[str, int], actor: str, now: dt.datetime) -> None:
    grouped, meaning = THEMES[name]
    theme = create_theme(session, survey, name, now, actor)
    words = {"name": name, "interpretation": meaning, "code_ids": [codes[code] for code in grouped]}
    write_theme(session, survey, theme.id, theme.revision, **words, now=now, actor=actor)
    session.commit()
