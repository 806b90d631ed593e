"""The browser's evaluator, run in Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

import pytest

from app.config import ROOT

# A value that JSON has no word for, such as undefined or NaN, comes out as a marker that no evaluator gives.
_SCRIPT = """
const logic = require(process.argv[1]);
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const odd = (v) => v === undefined || (typeof v === "number" && !isFinite(v));
const plain = (v) => (odd(v) ? {odd: String(v)} : v);
process.stdout.write(JSON.stringify(cases.map(([name, ...given]) => plain(logic[name](...given)))));
"""


def node() -> str:
    """The path of Node; without it the test is skipped, but never where the checks run."""
    found = shutil.which("node") or shutil.which("nodejs")
    if found is None and not os.environ.get("CI"):
        pytest.skip("Node is not installed")
    assert found, "Node is not installed: nobody compares the two evaluators"
    return found


def run(calls: Sequence[Sequence[Any]]) -> list[Any]:
    """The results of calls, each a function of logic.js with its arguments; all in one process."""
    command = [node(), "-e", _SCRIPT, str(ROOT / "app/static/logic.js")]
    done = subprocess.run(command, input=json.dumps(calls), capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    results: list[Any] = json.loads(done.stdout)
    return results
