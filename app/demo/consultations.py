"""Two consultations for the demo: a draft by-law that people comment and vote on now, and one that was answered.

Everything goes through the doors that people use, but for the votes: a thousand votes by the door take as many seconds.
"""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.assessment import assess
from app.database import writing
from surveys import (
    consultation_text,
    consultation_versions,
    consultations,
    contributions,
    documents,
    follow_up,
    moderation,
    outcome,
)
from surveys import statements as all_statements
from surveys import themes as all_themes
from surveys.base import random_id
from surveys.calendar import day_begins
from surveys.codebook import code_named
from surveys.coding import put_codes
from surveys.comment_readers import reader_of
from surveys.comments import Selection
from surveys.consultation_text import ConsultationText, Milestone
from surveys.consultations import Plan, Rules
from surveys.contributions import ContributionSheet, Sending
from surveys.documents import Document
from surveys.models import Agency, Consultation, Contribution, Statement, Theme, Vote, Voter
from surveys.outcome import PointEntry
from surveys.public_consultations import public_consultation
from surveys.receipts import Keyring

TEXTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("consultations.toml").read_text(encoding="utf-8"))
VOTERS = 420
SHARES = (0.45, 0.3, 0.25)  # of the three groups of people who vote
SEED = 4711
_DAY = dt.timedelta(days=1)


def build(session: Session, agency_code: str, today: dt.date, people: tuple[str, str], keyring: Keyring) -> None:
    """Add what is missing of the demo's consultations. `people`: the author's and the approver's addresses."""
    for name, make in (("market", _market), ("hours", _hours)):
        with writing():
            agency = session.scalars(select(Agency).where(Agency.code == agency_code)).one()
            known = {title_of(row) for row in consultations.of_agencies(session, [agency.id])}
            if TEXTS[name]["title"]["id"] not in known:
                make(session, agency, today, people, keyring)
            session.commit()


def title_of(consultation: Consultation) -> str:
    return consultation_text.load(consultation.versions[0].content).title["id"]


def _market(session: Session, agency: Agency, today: dt.date, people: tuple[str, str], keyring: Keyring) -> None:
    """Open since three weeks, with a second version after a fortnight."""
    told, opened = TEXTS["market"], day_begins(today - 21 * _DAY, agency.time_zone)
    rules = Rules(voting=True, proposals_allowed=True, running_totals="everything", profile=("role", "province"))
    plan = Plan(opens_at=opened, closes_at=day_begins(today + 10 * _DAY, agency.time_zone))
    consultation = _opened(session, agency, told, rules, plan, people)
    _comment(session, consultation, told, opened, keyring)
    _moderate(session, consultation, told, opened + 12 * _DAY, people[1])
    _vote(session, consultation, told, opened, people[0])
    _revise(session, consultation, told, opened + 14 * _DAY, people)


def _hours(session: Session, agency: Agency, today: dt.date, people: tuple[str, str], keyring: Keyring) -> None:
    """Closed forty days ago and answered since."""
    author, approver = people
    told, opened = TEXTS["hours"], day_begins(today - 70 * _DAY, agency.time_zone)
    plan = Plan(opens_at=opened, closes_at=opened + 30 * _DAY)
    consultation = _opened(session, agency, told, Rules(profile=("role",)), plan, people)
    _comment(session, consultation, told, opened, keyring)
    _moderate(session, consultation, told, opened + 28 * _DAY, approver)
    consultations.close_consultation(session, consultation, opened + 30 * _DAY, approver)
    answered = opened + 45 * _DAY
    themes = _themes(session, consultation, told, answered, author)
    for reply in told["replies"]:
        said = {"verdict": reply["verdict"], "text": reply["text"], "seen": ""}
        follow_up.reply(session, consultation, themes[reply["theme"]], **said, now=answered, actor=author)
    for point in told["points"]:
        _point(session, consultation, point, themes, answered, author)
    outcome.publish(session, consultation, "", answered + 5 * _DAY, approver)


def _opened(
    session: Session, agency: Agency, told: Mapping[str, Any], rules: Rules, plan: Plan, people: tuple[str, str]
) -> Consultation:
    author, approver = people
    assert plan.opens_at is not None
    drafted = plan.opens_at - 9 * _DAY
    words = {name: told[name] for name in ("title", "summary", "background", "aims")}
    stones = enumerate(told["milestones"], start=11)  # weeks: after the answer, which is due in thirty days
    milestones = tuple(Milestone((plan.opens_at + 7 * week * _DAY).date(), texts) for week, texts in stones)
    text, document = ConsultationText(**words, milestones=milestones), documents.guess(told["document"])
    made = consultations.create(
        session, agency, text, rules=rules, plan=plan, now=drafted, actor=author, document=document
    )
    consultation_versions.submit(session, made, drafted + _DAY, author)
    _approve(session, made, drafted + 3 * _DAY, approver)
    consultations.open_consultation(session, made, plan.opens_at, approver)
    return made


def _approve(session: Session, consultation: Consultation, now: dt.datetime, approver: str) -> None:
    seen = consultation_versions.mark(consultation_versions.newest(session, consultation))
    consultation_versions.approve(session, consultation, seen, now, approver)


def _comment(
    session: Session, consultation: Consultation, told: Mapping[str, Any], opened: dt.datetime, keyring: Keyring
) -> None:
    """Every comment of the texts, spread over the first weeks; and a campaign of the same words."""
    shown, chance = public_consultation(session, consultation.public_id), random.Random(SEED)  # noqa: S311  # nosec B311
    said = [*told["comments"], *([told["hidden"]] if "hidden" in told else [])]
    said += [{"stance": "object", "text": told["campaign"]} for _ in range(9 if "campaign" in told else 0)]
    for number, comment in enumerate(said):
        profile = {"role": comment["role"]} if "role" in comment else {}
        sheet = ContributionSheet(
            comment.get("passage", ""), None, comment["stance"], comment["text"], comment.get("language", "id"), profile
        )
        now = opened + dt.timedelta(days=chance.uniform(0, 13))
        sending = Sending(f"demo-{shown.public_id}-{number}".encode(), keyring.current, now)
        checked = contributions.check(session, shown, shown.version_id, sheet)
        contributions.accept(session, shown, shown.version_id, checked, sending, assess(session, shown, checked.text))


def _moderate(
    session: Session, consultation: Consultation, told: Mapping[str, Any], now: dt.datetime, actor: str
) -> None:
    """All are shown but one that insults, and two that still wait."""
    waiting = session.scalars(
        select(Contribution)
        .where(Contribution.consultation_id == consultation.id, Contribution.state == "waiting")
        .order_by(Contribution.day, Contribution.text)
    ).all()
    insult = told.get("hidden", {}).get("text")
    for row in waiting[: -2 if insult else None]:
        if row.text == insult:
            moderation.hide(session, consultation, row.id, moderation.mark(row), "insult", "", now, actor)
        else:
            moderation.show(session, consultation, {row.id: moderation.mark(row)}, now, actor)


def _vote(
    session: Session, consultation: Consultation, told: Mapping[str, Any], opened: dt.datetime, actor: str
) -> None:
    """Three groups of people, each of whom votes on some statements, as each group leans."""
    chance, day = random.Random(SEED), opened.date()  # noqa: S311  # chance that can be repeated  # nosec B311
    ids = [
        all_statements.add(session, consultation, said["text"], "id", opened, day, actor) for said in told["statements"]
    ]
    groups = chance.choices(range(len(SHARES)), SHARES, k=VOTERS)
    voters = [random_id() for _ in groups]
    session.execute(insert(Voter), [{"id": voter, "consultation_id": consultation.id} for voter in voters])
    votes = []
    for voter, group in zip(voters, groups, strict=True):
        for place in chance.sample(range(len(ids)), chance.randint(7, len(ids))):
            agree, disagree = told["statements"][place]["groups"][group]
            [value] = chance.choices((1, -1, 0), (agree, disagree, 1 - agree - disagree))
            votes.append({"voter_id": voter, "statement_id": ids[place], "value": value})
    session.execute(insert(Vote), votes)
    counts = Counter((vote["statement_id"], vote["value"]) for vote in votes)
    for number in ids:
        said = {"agree": counts[number, 1], "disagree": counts[number, -1], "passed": counts[number, 0]}
        session.execute(update(Statement).where(Statement.id == number).values(**said))


def _revise(
    session: Session, consultation: Consultation, told: Mapping[str, Any], now: dt.datetime, people: tuple[str, str]
) -> None:
    author, approver = people
    version = consultation_versions.begin(session, consultation, now, author)
    draft = told["document"]
    for before, after in told["revised"]:
        draft = draft.replace(before, after)
    revised: Document = documents.revise(consultation_versions.document_of(version), documents.guess(draft))
    consultation_versions.save(session, version, version.edition, author, document=revised, note=told["note"])
    consultation_versions.submit(session, consultation, now + _DAY, author)
    _approve(session, consultation, now + 2 * _DAY, approver)


def _themes(
    session: Session, consultation: Consultation, told: Mapping[str, Any], now: dt.datetime, actor: str
) -> dict[str, Theme]:
    """Each comment in the theme that the texts name: by its code, or by hand where they name none."""
    themes: dict[str, Theme] = {}
    reader = reader_of(session, consultation, actor)
    said = {comment.text: comment.key for comment in reader.comments(Selection(), limit=100)}
    codes: dict[str, set[int]] = {}
    for comment in told["comments"]:
        name, key = comment["theme"], said[comment["text"]]
        if name not in themes:
            themes[name] = all_themes.create_theme(session, consultation, name, now, actor)
        if "code" in comment:
            code = code_named(session, consultation, comment["code"], now, actor)
            put_codes(session, consultation, key, [code], now, actor)
            codes.setdefault(name, set()).add(code)
        else:
            follow_up.put_into(session, consultation, themes[name].id, [key.response_id], now, actor)
    for name, code_ids in codes.items():
        words = {"name": name, "interpretation": told["meanings"].get(name, ""), "code_ids": code_ids}
        revision = themes[name].revision
        all_themes.write_theme(session, consultation, themes[name].id, revision, **words, now=now, actor=actor)
    return themes


def _point(
    session: Session,
    consultation: Consultation,
    told: Mapping[str, Any],
    themes: Mapping[str, Theme],
    now: dt.datetime,
    actor: str,
) -> None:
    texts = (told["asked"], told["heard"], told["did"])
    entry = PointEntry(told["verdict"], *texts, theme_ids=(themes[told["theme"]].id,))
    outcome.add_point(session, consultation, entry, now, actor)
