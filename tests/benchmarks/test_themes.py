"""What the themes of very many comments cost: `make bench`."""

from __future__ import annotations

import itertools
import resource
import time

from analytics.measures.themes import suggest
from tests.analytics.measures.comments import composed

COMMENTS = 100_000
MOST_SECONDS = 60.0  # of one core
MOST_KILOBYTES = 1_000_000


def test_a_hundred_thousand_comments() -> None:
    single, _ = composed()
    comments = [" dan ".join(pair) for pair in itertools.islice(itertools.product(single, repeat=2), COMMENTS)]
    before = time.process_time()
    found = suggest(comments, ["ind"] * COMMENTS)
    used = time.process_time() - before
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"\n{COMMENTS} comments: {used:.1f} s of one core, {most // 1000} MB, {len(found.themes)} themes")  # noqa: T201
    assert found.n == COMMENTS
    assert used <= MOST_SECONDS
    assert most <= MOST_KILOBYTES
