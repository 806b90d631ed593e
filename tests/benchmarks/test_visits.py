"""What a citizen's whole visit costs, as a ratio to the bare yardstick in the same run: `make bench`.

Slices of a few seconds alternate between the two servers; the figure is the median of the pairs' ratios.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from statistics import median

import pytest

from tests.benchmarks.conftest import Bench, cpu_seconds
from tests.benchmarks.load import driver
from tests.benchmarks.load.htmlform import HtmlForm

PAIRS = 5
SECONDS = 5.0
MOST_CPU = 1.75  # ratio, on both databases
MOST_P99 = {"sqlite": 1.3, "postgresql": 1.5}


@dataclass(frozen=True)
class Slice:
    cpu_ms: float  # of the web server and the database, a visit
    p99_ms: float
    visits: int


def measure(bench: Bench, bare: bool, concurrency: int, seed: int) -> Slice:
    base, pid = (bench.bare, bench.bare_pid) if bare else (bench.suara, bench.suara_pid)
    flow = HtmlForm("/s/bare" if bare else bench.path, "Terima kasih")
    before = cpu_seconds(pid, *bench.database_pids)
    seen = asyncio.run(driver.run(flow, base, concurrency, SECONDS, seed))
    used = cpu_seconds(pid, *bench.database_pids) - before
    assert not seen.errors, seen.errors
    return Slice(used * 1000 / len(seen.took), seen.percentile(0.99), len(seen.took))


@pytest.mark.parametrize("concurrency", [8, 32])
def test_a_visit_costs_little_more_than_the_least_possible(
    request: pytest.FixtureRequest, bench: Bench, concurrency: int
) -> None:
    say = request.config.get_terminal_writer().line
    for bare in (True, False):
        measure(bench, bare, concurrency, 0)  # warm up
    before = bench.stored()
    pairs = []
    for number in range(PAIRS):
        order = (True, False) if number % 2 else (False, True)
        slices = {bare: measure(bench, bare, concurrency, number + 1) for bare in order}
        pairs.append((slices[False], slices[True]))
    acknowledged = sum(ours.visits for ours, _ in pairs)
    cpu = median(ours.cpu_ms / bare.cpu_ms for ours, bare in pairs)
    p99 = median(ours.p99_ms / bare.p99_ms for ours, bare in pairs)
    say(
        f"\n{bench.kind}, {concurrency} at once: "
        f"CPU {median(o.cpu_ms for o, _ in pairs):.2f} ms a visit, bare {median(b.cpu_ms for _, b in pairs):.2f}, "
        f"ratio {cpu:.2f}; p99 {median(o.p99_ms for o, _ in pairs):.0f} ms, "
        f"bare {median(b.p99_ms for _, b in pairs):.0f}, ratio {p99:.2f}; {acknowledged / PAIRS / SECONDS:.0f} visits/s"
    )
    assert bench.stored() - before == acknowledged
    assert cpu <= MOST_CPU
    assert p99 <= MOST_P99[bench.kind]
