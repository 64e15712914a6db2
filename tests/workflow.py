"""Runs the commands of a workflow as a runner would: the very lines of the file, in a scratch repository, with a fake `gh`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from content import EPOCH, make
from run import ROOT

BOT = "41898282+github-actions[bot]@users.noreply.github.com"

# What stands for `python3 run.py khlang …` without installing anything; and for GitHub's own program, which notes its words.
_PYTHON = '#!/bin/sh\nshift\nexec "{python}" -m "$@"\n'
_GH = """#!/bin/sh
case "$1 $2" in
  "pr list") cat "$FAKE_GH/open" ;;
  "issue list") cat "$FAKE_GH/open" ;;
  *) printf '%s\\n' "$*" >> "$FAKE_GH/said"
     while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cat "$2" >> "$FAKE_GH/bodies"; shift; done ;;
esac
"""


@dataclass
class Runner:
    """A scratch repository with its origin, and a place for what steps leave behind."""

    folder: Path

    def __post_init__(self) -> None:
        for name in ("bin", "home", "gh", "temp"):
            (self.folder / name).mkdir(parents=True)
        self.program("python3", _PYTHON.format(python=sys.executable))
        self.program("gh", _GH)
        (self.folder / "gh/open").write_text("0\n")
        make(self.folder / "first/docs")
        self.git("init", "--quiet", "--initial-branch=main", ".", at="first")
        self.git("add", ".", at="first")
        self.git("commit", "--quiet", "--message=First", at="first")
        self.git("clone", "--quiet", "--bare", "first", "origin.git")

    def program(self, name: str, text: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(text)
        file.chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.folder / "home"),
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": EPOCH,
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_REF_NAME": "main",
            "FAKE_GH": str(self.folder / "gh"),
        }

    def git(self, *words: str, at: str = ".") -> str:
        """What git says, asked by a person: no step of the workflow has these names."""
        names = {f"GIT_{role}_NAME": "ผู้ดูแล" for role in ("AUTHOR", "COMMITTER")}
        names |= {f"GIT_{role}_EMAIL": "editor@office.example" for role in ("AUTHOR", "COMMITTER")}
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", *words],
            cwd=self.folder / at,
            env={**self.environment, **names},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    def checkout(self, name: str) -> Path:
        """What actions/checkout leaves: a fresh clone of the default branch."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        self.git("clone", "--quiet", "--depth=1", f"file://{self.folder}/origin.git", name)
        return self.folder / name

    def job(self, workflow: str, job: str, values: dict[str, str]) -> tuple[int, str]:
        """Run the `run:` steps of a job in a fresh checkout; the exit status and the log.

        `values` are what stands between ${{ }}, by the words between them; a condition that they do not know is an error.
        """
        content = yaml.safe_load((ROOT / ".github/workflows" / workflow).read_text(encoding="utf-8"))
        place = self.checkout(job)
        log = ""
        for step in content["jobs"][job]["steps"]:
            if "run" not in step or ("if" in step and not _holds(step["if"], values)):
                continue
            given = {name: _filled(value, values) for name, value in step.get("env", {}).items()}
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=place,
                env={**self.environment, **given},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                timeout=120,
            )
            log += done.stdout
            if done.returncode:
                return done.returncode, log
        return 0, log


def _filled(text: str, values: dict[str, str]) -> str:
    for words, value in values.items():
        text = text.replace(f"${{{{ {words} }}}}", value)
    assert "${{" not in text, text
    return text


def _holds(condition: str, values: dict[str, str]) -> bool:
    words, value = condition.removeprefix("${{ ").removesuffix(" }}").split(" == ")
    return values[words] == value.strip("'")
