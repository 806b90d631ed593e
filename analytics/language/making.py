"""The model files, made in a process of its own whose environment decides no bit of them."""

from __future__ import annotations

import subprocess  # the command is our own  # nosec B404
import sys
from importlib import resources, util
from pathlib import Path

# One thread, and the kernels that every x86-64 processor of the last ten years has: sums are added up in one order.
_FIXED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR",
    "PYTHONHASHSEED": "0",
}


class NotMade(Exception):
    """Says in one line why there are no new model files; the old ones are as they were."""


def make(data: Path, folder: Path | None = None) -> list[Path]:
    """Train every model on the data folder; write them into `folder`, by default where the program has them."""
    missing = [name for name in ("sklearn", "scipy") if util.find_spec(name) is None]
    if missing:
        raise NotMade("Training needs scikit-learn, which stands in requirements-dev.txt: run `make ready-to-test`.")
    if not (data / "sentiment" / "smsa" / "train.tsv").is_file():
        raise NotMade(f"{data} is not the data folder: it has no sentiment/smsa/train.tsv.")
    folder = folder or Path(str(resources.files("analytics.language") / "artefacts"))
    train = [sys.executable, "-m", "analytics.language.training", str(data.resolve()), str(folder.resolve())]
    command = ["/usr/bin/env", *(f"{name}={value}" for name, value in _FIXED.items()), *train]
    root = Path(__file__).parents[2]
    run = subprocess.run(  # noqa: S603  # nothing of the command comes from outside  # nosec B603
        command, cwd=root, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise NotMade((run.stderr.strip() or "Training ended without a word.").splitlines()[-1])
    return [folder / name for name in run.stdout.split()]
