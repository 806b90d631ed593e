"""`flask analytics opinion-groups`: who votes alike in a table of votes, without a consultation."""

from __future__ import annotations

import io
import json
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from app.commands.analytics import check_header, group, refusals
from surveys.errors import Problem, RefusedFile
from surveys.interchange import delimited

if TYPE_CHECKING:
    from analytics.measures.opinion_statements import Finding
    from analytics.measures.opinions import Findings, Opinions
    from analytics.measures.votes import Votes
    from analytics.vote_table import Cast

COLUMNS = ("voter-id", "comment-id", "vote")
VALUES = {"1": 1, "0": 0, "-1": -1}
MOST_VOTES = 50_000_000
MOST_BYTES = 2**33
LONGEST_HEADER = 2**16  # bytes


@group.command("opinion-groups")
@click.argument("path", metavar="VOTES.csv", type=click.Path(path_type=Path))
def opinion_groups(path: Path) -> None:
    """Say who votes alike and on what all agree, as JSON.

    The header holds voter-id, comment-id and vote (1 agree, -1 disagree, 0 pass); other columns are ignored. The last
    row of a voter on a statement counts. Every voter with at least 7 votes has a group.
    """
    from analytics.measures.opinions import opinions

    click.echo(_json(opinions(_votes(path))))


def _votes(path: Path) -> Votes:
    from analytics.measures.votes import votes_of
    from analytics.vote_table import NotPlain, read

    with refusals(), path.open("rb") as file:
        if path.stat().st_size > MOST_BYTES:
            raise RefusedFile(Problem("", "too-large", limit=f"{MOST_BYTES} bytes", found="the file"))
        try:
            first = file.readline(LONGEST_HEADER)
            layout = delimited.inspect(io.BytesIO(first))
            places = _places(layout)
            cast = read(file, layout.delimiter, len(layout.header), places, MOST_VOTES)
        except (NotPlain, RefusedFile):
            cast = _carefully(file)
    return votes_of(cast.voters, cast.statements, cast.rows, cast.columns, cast.values)


def _places(layout: delimited.Layout) -> list[int]:
    check_header(layout, COLUMNS)
    return [layout.header.index(name) for name in COLUMNS]


def _carefully(file: BinaryIO) -> Cast:
    """The votes by a reader that knows quotation marks and names the line of what is wrong. Raises RefusedFile."""
    import numpy as np

    from analytics.vote_table import Cast

    voters: dict[str, int] = {}
    statements: dict[str, int] = {}
    rows, columns, values = array("i"), array("i"), array("b")
    layout = delimited.inspect(file)
    places = _places(layout)
    for record in delimited.records(file, layout):
        voter, statement, vote = _cells(record, places)
        rows.append(voters.setdefault(voter, len(voters)))
        columns.append(statements.setdefault(statement, len(statements)))
        values.append(vote)
        if len(rows) > MOST_VOTES:
            raise RefusedFile(Problem("", "too-large", limit=f"{MOST_VOTES} votes", found="the file"))
    if not rows:
        raise RefusedFile(Problem("", "empty-file"))
    return Cast(list(voters), list(statements), np.array(rows), np.array(columns), np.array(values))


def _cells(record: delimited.Record, places: list[int]) -> tuple[str, str, int]:
    """Voter, statement and vote of a row. Raises RefusedFile."""
    if len(record.cells) <= max(places):
        raise RefusedFile(
            Problem("", "wrong-cell-count", limit=str(max(places) + 1), found=str(len(record.cells))), record.line
        )
    voter, statement, vote = (record.cells[place].strip() for place in places)
    for name, cell in (("voter-id", voter), ("comment-id", statement)):
        if not cell:
            raise RefusedFile(Problem(name, "required"), record.line)
    if vote not in VALUES:
        raise RefusedFile(Problem("vote", "unknown-option", limit="1, 0, -1", found=vote[:40]), record.line)
    return voter, statement, VALUES[vote]


def _json(found: Opinions) -> str:
    """Indented, but with the voters on one line each."""
    from analytics.measures.opinions import METHOD

    names = [found.names[place] if place >= 0 else "" for place in found.groups.tolist()]
    voters = {voter: name for voter, name in zip(found.votes.voters, names, strict=True) if name}
    flagged = {
        "same-ballot": found.coordination.same_ballot.tolist(),
        "machine-paced": found.coordination.machine_paced.tolist(),
    }
    result = {
        "method": METHOD,
        "base": {
            "votes": len(found.votes.rows),
            "voters": len(found.votes.voters),
            "voters-with-group": len(voters),
            "statements": len(found.votes.statements),
        },
        "silhouette": found.grouping.tried,
        "voters": voters,
        **_figures(found, found.figures),
        "coordinated": {
            reason: [voter for voter, flag in zip(found.votes.voters, flags, strict=True) if flag]
            for reason, flags in flagged.items()
        },
        "without-coordinated": _figures(found, found.without_coordinated),
    }
    return json.dumps(result, ensure_ascii=False, indent=1)


def _figures(found: Opinions, figures: Findings) -> dict[str, Any]:
    total = max(1, int(figures.sizes.sum()))
    groups = [
        {
            "group": name,
            "voters": int(size),
            "share": round(int(size) / total, 4),
            "representative": [_finding(found, figures, finding) for finding in typical],
        }
        for name, size, typical in zip(found.names, figures.sizes, figures.typical, strict=True)
    ]
    lists = {"consensus": figures.consensus, "dividing": figures.dividing, "rejected": figures.rejected}
    return {"groups": groups, **{key: [_finding(found, figures, one) for one in many] for key, many in lists.items()}}


def _finding(found: Opinions, figures: Findings, finding: Finding) -> dict[str, Any]:
    from analytics.measures.opinion_statements import tally

    told = {"statement": found.votes.statements[finding.statement]}
    if finding.vote:
        told["vote"] = {1: "agree", -1: "disagree"}[finding.vote]
    tallies = {name: tally(figures.counts[place, finding.statement]) for place, name in enumerate(found.names)}
    counts = {
        name: {"agree": one.agree, "disagree": one.disagree, "pass": one.passed, "base": one.base}
        for name, one in tallies.items()
    }
    return {**told, "strength": finding.strength, "p": float(f"{finding.p:.3g}"), "counts": counts}
