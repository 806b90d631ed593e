"""A survey on the coding bench: comments, codes, a theme, a finished double coding and one that waits."""

from __future__ import annotations

import itertools

from sqlalchemy.orm import Session

from surveys import codebook, coding, double_coding, themes
from surveys.comment_readers import reader_of
from surveys.comments import CommentKey
from surveys.models import Survey
from tests.conftest import NOW
from tests.surveys.coded import commented

SAID = (
    "Antreannya lama sekali, saya menunggu dari jam delapan pagi sampai jam satu siang.",
    "Petugas ramah dan sabar menjelaskan. Terima kasih.",
    "Ruang tunggu sempit dan panas, kursinya kurang.",
    "Sudah tiga kali datang, berkasnya selalu dianggap kurang.\nMohon syaratnya ditulis jelas di depan loket.",
    "Pelayanansudahbaiktetapiparkirannyasusahsekalidanharusmemutarjauhkebelakangkantor.",
    "Mohon ditambah loketnya. " * 30,
)


def set_up(session: Session, survey: Survey, first: str, second: str) -> None:
    """Sixty comments, of which two people have coded a sample, and half of the rest is read."""
    texts = [f"{text} ({number})" for number, text in zip(range(60), itertools.cycle(SAID), strict=False)]
    commented(session, *texts, survey=survey)
    codes = [
        codebook.create_code(session, survey, name, "", NOW, first).id
        for name in ("Antrean", "Petugas", "Ruang tunggu", "Syarat berkas", "Parkir", "Jumlah loket")
    ]
    double_coding.draw_double_coding(session, survey, (first, second), 12, seed=1, now=NOW, actor=first)
    line = double_coding.double_codings(session, survey)[0]
    for coder in (first, second):
        while (key := double_coding.to_read(session, line, coder)) is not None:
            _code(session, survey, coder, key, codes, slip=coder == second)
    at = reader_of(session, survey, first)
    for key in at.not_read()[:20]:
        _code(session, survey, first, key, codes)
    theme = themes.create_theme(session, survey, "Waktu warga", NOW, first)
    themes.write_theme(
        session,
        survey,
        theme.id,
        1,
        name="Waktu warga",
        interpretation="Warga menunggu karena loket sedikit.\n\nMereka datang pagi sekali dan tetap pulang siang.",
        code_ids=[codes[0], codes[5]],
        now=NOW,
        actor=first,
    )
    codebook.merge_codes(session, survey, codes[4], codes[2], NOW, second)
    double_coding.draw_double_coding(session, survey, (first, second), 10, seed=2, now=NOW, actor=second)


def _code(
    session: Session, survey: Survey, coder: str, key: CommentKey, codes: list[int], *, slip: bool = False
) -> None:
    """The code that the comment is about; now and then, if told to `slip`, the next one."""
    found = reader_of(session, survey, coder).still_there([key])[key]
    about = next((at for at, text in enumerate(SAID) if found.text.startswith(text)), 1)
    wrong = slip and found.text.endswith(("3)", "7)"))
    coding.put_codes(session, survey, found.key, [codes[(about + wrong) % len(codes)]], NOW, coder)
