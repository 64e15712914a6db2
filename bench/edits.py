"""Edits a site at random, builds it after each edit from what the last build left, and compares it with a clean build.

    python bench/edits.py [--sequences 200] [--steps 5] [--seed 1]

Every file must be the same byte for byte, those of the search index included. It prints a line for each step and ends
with 1 where one differed. `tests/site/test_kept.py` runs a few steps.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from edits import Edits, edited_project, outputs  # noqa: E402
from projects import build  # noqa: E402


def differences(project: Path, clean: Path, epoch: str, address: str) -> tuple[bool, list[str]]:
    """Whether a site could be built, and what differs between a build of it and one that knows nothing of earlier ones."""
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(project, clean, ignore=shutil.ignore_patterns("site", "pages.json", "facts", "search", ".site.*"))
    told = {"SOURCE_DATE_EPOCH": epoch, "SITE_URL": address}
    done = [build(folder, more=told).returncode for folder in (project, clean)]
    if done[0] != done[1]:
        return False, [f"exit codes {done}"]
    if done[0]:
        return False, []
    made, wanted = outputs(project / "site"), outputs(clean / "site")
    return True, sorted(place for place in made.keys() | wanted.keys() if made.get(place) != wanted.get(place))


def main() -> int:
    """Run the sequences."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--sequences", type=int, default=200)
    cli.add_argument("--steps", type=int, default=5)
    cli.add_argument("--seed", type=int, default=1)
    asked = cli.parse_args()
    wrong = steps = 0
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(asked.seed, asked.seed + asked.sequences):
            project = Path(scratch, "project")
            if project.exists():
                cards = project / ".cache/khlang/cards"
                cards.rename(Path(scratch, "cards"))
                shutil.rmtree(project)
            edited_project(project)
            if Path(scratch, "cards").exists():
                (project / ".cache/khlang").mkdir(parents=True)
                Path(scratch, "cards").rename(project / ".cache/khlang/cards")
            edits = Edits(project, seed)
            address = "https://example.go.th/km/" if seed % 2 else ""  # with one, there is a ZIP for reading offline
            for step in range(asked.steps + 1):
                told = edits.any() if step else "first"
                is_built, different = differences(project, Path(scratch, "clean"), edits.epoch, address)
                steps += 1
                wrong += bool(different)
                print(f"{seed:4}.{step} {'built' if is_built else 'not built':9} {told}", *different, flush=True)
    print(f"{steps} steps, {wrong} differed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
