"""What the jobs keep of comments, on both databases: scores of the new ones only, and samples that readers check."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import pytest
from sqlalchemy import select

from analytics import jobs, sampling, texts
from analytics.language.description import IN_USE
from analytics.language.sentiment import Sentiment, SentimentAnalyzer, analyzer
from analytics.measures.labelling import NEEDS_READER, NEGATIVE, POSITIVE, Stratum
from analytics.models import SampledComment, TextScore
from analytics.reading import counting_method
from analytics.reports.build import build, content
from surveys import changed_days, retention
from surveys.canonical import canonical_json
from surveys.models import ReaderLabel, Response
from surveys.queries import CommentKey
from tests.analytics.conftest import Office
from tests.conftest import NOW

OCTOBER, NOVEMBER = dt.date(2026, 10, 1), dt.date(2026, 11, 1)
DAY = dt.date(2026, 10, 12)
TODAY = dt.date(2026, 11, 24)
METHOD = counting_method(IN_USE)


class Listening(SentimentAnalyzer):
    """Labels by the first word, and remembers what it was asked."""

    description = IN_USE

    def __init__(self) -> None:
        self.asked: list[str] = []

    def analyze(self, text: str) -> Sentiment:
        return self.analyze_all([text])[0]

    def analyze_all(self, texts: Iterable[str]) -> list[Sentiment]:
        self.asked += (given := list(texts))
        return [_sentiment(text.split()[0]) for text in given]


def _sentiment(word: str) -> Sentiment:
    example = analyzer().analyze("")
    unsure, label = word == "entah", word if word in ("positive", "negative") else "neutral"
    return example._replace(
        label=label, polarity={"positive": 1.0, "negative": -1.0}.get(label, 0.0), needs_reader=unsure
    )


def run(office: Office, until: dt.date = TODAY) -> list[str]:
    """The texts that a nightly run had to read."""
    listening = Listening()
    jobs.nightly(office.database, until, office.clock, listening)
    return sorted(listening.asked)


def scores(office: Office) -> list[TextScore]:
    with office.database.read() as session:
        return list(session.scalars(select(TextScore).order_by(TextScore.day, TextScore.label)))


def test_every_comment_gets_a_score_and_is_read_once(office: Office) -> None:
    office.answer(DAY, 2, saran="positive sekali")
    office.answer(DAY, saran="entah apa")
    office.answer(DAY)
    assert run(office) == ["entah apa", "positive sekali"], "equal texts are read once"
    assert [(score.label, score.polarity, score.method) for score in scores(office)] == [
        (NEEDS_READER, 0, METHOD),
        (POSITIVE, 10, METHOD),
        (POSITIVE, 10, METHOD),
    ]
    assert run(office) == []
    office.answer(DAY, saran="negative betul")
    assert run(office) == ["negative betul"]


def test_another_model_reads_everything_again(office: Office) -> None:
    office.answer(DAY, saran="positive")
    office.answer(DAY + dt.timedelta(days=20), saran="negative")
    run(office)
    newer = Listening()
    newer.description = IN_USE._replace(version="next")
    jobs.nightly(office.database, TODAY, office.clock, newer)
    assert sorted(newer.asked) == ["negative", "positive"]
    assert {score.method for score in scores(office)} == {counting_method(newer.description)}


def test_the_score_of_a_withdrawn_comment_goes(office: Office) -> None:
    office.answer(DAY, saran="positive")
    run(office)
    office.withdraw(DAY)
    run(office)
    assert scores(office) == []


def test_a_corrected_comment_is_read_again(office: Office) -> None:
    office.answer(DAY, saran="positive")
    run(office)
    with office.database.write() as session:
        response = session.scalars(select(Response)).one()
        # Out and in again, as a correction may do it.
        values = {column.name: getattr(response, column.name) for column in Response.__table__.columns}
        session.delete(response)
        session.flush()
        session.expunge_all()
        session.add(Response(**{**values, "answers": canonical_json({"saran": "negative"})}))
        changed_days.mark(session, office.survey_id, [DAY])
    assert run(office) == ["negative"]
    assert [score.label for score in scores(office)] == [NEGATIVE]


def test_many_scores_are_written_in_pieces(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "ROWS_AT_ONCE", 2)
    for number in range(5):
        office.answer(DAY, saran=f"positive {number}")
    run(office)
    assert len(scores(office)) == 5
    for _ in range(5):
        office.withdraw(DAY)
    run(office)
    assert scores(office) == []


def october(office: Office, positive: int, negative: int, unsure: int = 0) -> None:
    """Comments of October, counted, and its sample drawn."""
    for word, n in (("positive", positive), ("negative", negative), ("entah", unsure)):
        office.answer(DAY, n, saran=word)
    run(office)
    jobs.monthly(office.database, TODAY, office.clock, content)


def sample(office: Office, month: dt.date = OCTOBER) -> list[sampling.Sampled]:
    with office.database.read() as session:
        return sampling.comments(session, month, office.agency_id)


def say(office: Office, comments: Iterable[CommentKey], label: str, at: dt.datetime = NOW) -> None:
    with office.database.write() as session:
        session.add_all(ReaderLabel(**key.columns, label=label, reader="ani@example.go.id", at=at) for key in comments)


def strata(office: Office, cut: dt.date = TODAY, method: str = METHOD) -> list[Stratum]:
    with office.database.read() as session:
        return sampling.strata(session, [office.agency_id], cut, method)


def test_the_sample_is_drawn_once_from_every_label(office: Office) -> None:
    october(office, positive=90, negative=12, unsure=3)
    first = sample(office)
    assert len(first) == 50
    drawn = Counter((sampled.label, sampled.size) for sampled in first)
    assert drawn == {(POSITIVE, 90): 39, (NEGATIVE, 12): 8, (NEEDS_READER, 3): 3}
    office.answer(DAY, 40, saran="negative")
    with office.database.write() as session:
        changed_days.mark(session, office.survey_id, [DAY])
    run(office)
    jobs.monthly(office.database, TODAY, office.clock, content)
    assert sample(office) == first


def test_the_order_of_a_sample_says_nothing(office: Office) -> None:
    october(office, positive=30, negative=30)
    labels = [sampled.label for sampled in sample(office)]
    assert labels != sorted(labels)


def test_another_agencys_comments_are_not_in_it(office: Office) -> None:
    october(office, positive=3, negative=0)
    with office.database.read() as session:
        agencies = set(session.scalars(select(SampledComment.agency_id)))
        assert agencies == {office.agency_id}
        assert sampling.draw(session, OCTOBER, office.agency_id + 1, METHOD) == []


def test_a_sample_counts_once_it_is_read_to_its_end(office: Office) -> None:
    october(office, positive=3, negative=1)
    keys = {sampled.comment: sampled.label for sampled in sample(office)}
    right = [key for key, label in keys.items() if label == POSITIVE]
    say(office, right, POSITIVE)
    assert strata(office) == []
    with office.database.read() as session:
        assert sampling.progress(session, office.agency_id) == [sampling.Progress(OCTOBER, 4, 3)]
    say(office, keys.keys() - set(right), "neutral")
    assert strata(office) == [Stratum(NEGATIVE, 1, {"neutral": 1}), Stratum(POSITIVE, 3, {POSITIVE: 3})]
    assert strata(office, method="an older model") == []
    day_before = NOW.date() - dt.timedelta(days=2)
    assert strata(office, cut=day_before) == [], "what was said after the cut is not in a report with this cut"


def read_out(office: Office) -> dict[str, list[str]]:
    """Table -> ids of the responses that something is kept of."""
    with office.database.read() as session:
        return {
            str(column.class_.__tablename__): sorted(session.scalars(select(column)))
            for column in (TextScore.response_id, SampledComment.response_id, ReaderLabel.response_id)
        }


def test_nothing_that_was_read_out_of_a_response_outlives_it(office: Office) -> None:
    october(office, positive=2, negative=1)
    say(office, [sampled.comment for sampled in sample(office)], POSITIVE)
    tables = ("text_score", "sampled_comment", "reader_label")
    assert read_out(office) == dict.fromkeys(tables, responses(office))
    with office.database.write() as session:
        retention.mix_day(session, office.survey_id, DAY)  # on PostgreSQL rows are deleted and put back
    assert len(responses(office)) == 3
    assert read_out(office) == dict.fromkeys(tables, responses(office))
    office.withdraw(DAY)
    assert len(responses(office)) == 2
    assert read_out(office) == dict.fromkeys(tables, responses(office))


def responses(office: Office) -> list[str]:
    with office.database.read() as session:
        return sorted(session.scalars(select(Response.id)))


def test_a_withdrawn_comment_need_not_be_read(office: Office) -> None:
    october(office, positive=1, negative=1)
    office.withdraw(DAY)
    run(office)
    (left,) = sample(office)
    say(office, [left.comment], POSITIVE)
    assert [stratum.n for stratum in strata(office)] == [1]


def test_the_report_says_how_often_the_machine_was_wrong(office: Office) -> None:
    october(office, positive=20, negative=10, unsure=10)
    by_label: dict[str, list[CommentKey]] = {POSITIVE: [], NEGATIVE: [], NEEDS_READER: []}
    for sampled in sample(office):
        by_label[sampled.label].append(sampled.comment)
    say(office, by_label[POSITIVE][:15], POSITIVE)
    say(office, by_label[POSITIVE][15:], NEGATIVE)
    say(office, by_label[NEGATIVE] + by_label[NEEDS_READER], NEGATIVE)
    office.answer(NOVEMBER, 30, saran="positive")
    run(office)
    with office.database.read() as session:
        sentiment = build(session, NOVEMBER, office.agency_id).sentiment
    assert sentiment
    assert sentiment.error
    assert sentiment.error.value is not None
    # All 40 were drawn: 5 of the 30 that have a label are wrong.
    assert abs(sentiment.error.value - Decimal(5) / 30) < Decimal("1e-9")
    assert [(part.code, part.share.value) for part in sentiment.corrected] == [
        (POSITIVE, Decimal("0.75")),
        ("neutral", Decimal(0)),
        (NEGATIVE, Decimal("0.25")),
    ]
