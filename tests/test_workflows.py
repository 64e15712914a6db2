"""The workflows: what they may do, what they run, and that a stranger's pull request can do no harm with them."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from run import ROOT

from khlang.contributing.intake import LABEL

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
UNTRUSTED = re.compile(r"\$\{\{[^}]*github\.(event|head_ref)")


def read(path: Path) -> dict:
    return read_text(path.read_text(encoding="utf-8"))


def read_text(text: str) -> dict:
    """The workflow; YAML 1.1 reads its key `on` as True."""
    content = yaml.safe_load(text)
    content["on"] = content.pop(True)
    return content


def steps(workflow: dict) -> list[dict]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def commands(name: str) -> list[str]:
    return [step["run"] for step in steps(read(ROOT / ".github" / "workflows" / name)) if "run" in step]


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def workflow(request: pytest.FixtureRequest) -> dict:
    return read(request.param)


def test_every_action_is_pinned_to_a_commit_and_says_its_version(workflow: dict):
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert used
    assert [use for use in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", use)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_pin_names_its_version_for_people_and_dependabot(path: Path):
    pins = re.findall(r"uses: \S+@[0-9a-f]{40}(.*)", path.read_text(encoding="utf-8"))
    assert [rest for rest in pins if not re.fullmatch(r" # v\d+\.\d+\.\d+", rest)] == []


def test_nothing_is_allowed_unless_a_job_asks_for_it(workflow: dict):
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


def test_the_token_does_not_stay_in_the_checkout(workflow: dict):
    checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_no_workflow_runs_a_strangers_code_with_rights(workflow: dict):
    assert not {"pull_request_target", "workflow_run"} & set(workflow["on"])


def test_no_command_holds_a_strangers_text(workflow: dict):
    assert [step["run"] for step in steps(workflow) if UNTRUSTED.search(step.get("run", ""))] == []


def test_every_job_has_a_time_limit(workflow: dict):
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())


def test_check_only_reads():
    for name in ("check.yml", "engine.yml"):
        jobs = read(ROOT / ".github" / "workflows" / name)["jobs"].values()
        assert all(job["permissions"] in ({"contents": "read"}, {}) for job in jobs)


def test_check_runs_what_people_run():
    told = commands("check.yml")
    for command in ("khlang check --format github", "build --strict", "khlang generate --check"):
        assert f"python3 run.py {command}" in told
    assert not any("run.py test" in command for command in told)  # content waits for no test of the engine
    assert "python3 run.py test" in commands("engine.yml")


def test_the_tests_run_on_every_python_that_the_project_promises():
    matrix = read(ROOT / ".github" / "workflows" / "engine.yml")["jobs"]["python"]["strategy"]["matrix"]["python"]
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert matrix == ["3.11", "3.12", "3.13", "3.14"] and oldest == f">={matrix[0]}"


@pytest.mark.parametrize(
    ("event", "changed", "is_tested"),
    [
        ("pull_request", "docs/knowledge/a.md", False),
        ("pull_request", ".github/ISSUE_TEMPLATE/practice.yml", False),
        ("push", "mkdocs.yml", False),
        ("pull_request", "scripts/khlang/cli/run.py", True),
        ("push", "run.py", True),
        ("schedule", "docs/knowledge/a.md", True),
    ],
)
def test_content_alone_starts_no_test_of_the_engine(event, changed, is_tested, tmp_path):
    [look] = [step for step in steps(read(ROOT / ".github" / "workflows" / "engine.yml")) if step.get("id") == "look"]
    names = {f"GIT_{role}_{part}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    env = {**os.environ, **names, "EVENT": event, "GITHUB_OUTPUT": str(tmp_path / "output")}
    (tmp_path / "r" / changed).parent.mkdir(parents=True)
    for text in ("before", "after"):
        (tmp_path / "r" / changed).write_text(text)
        script = "git init --quiet . && git add . && git commit --quiet --message=change"
        subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path / "r", env=env, check=True)
    subprocess.run(["bash", "-e", "-c", look["run"]], cwd=tmp_path / "r", env=env, check=True)
    assert (tmp_path / "output").read_text() == f"engine={str(is_tested).lower()}\n"


def test_a_pull_request_is_summed_up_against_what_it_would_be_merged_into():
    workflow = read(ROOT / ".github" / "workflows" / "check.yml")
    checkout, *others = workflow["jobs"]["content"]["steps"]
    assert checkout["with"]["fetch-depth"] == 2  # HEAD^1 is there
    summed = next(step for step in others if "--against HEAD^1" in step.get("run", ""))
    assert summed["if"] == "${{ github.event_name == 'pull_request' }}"
    assert "ready_for_review" in workflow["on"]["pull_request"]["types"]  # a workflow's own drafts start nothing else


def test_a_reviewer_gets_the_site_even_where_an_entry_is_faulty():
    steps_ = read(ROOT / ".github" / "workflows" / "check.yml")["jobs"]["content"]["steps"]
    build, keep, tell = (
        next(step for step in steps_ if mark in str(step))
        for mark in ("build --strict", "upload-artifact", "http.server")
    )
    assert all("!cancelled()" in step["if"] for step in (build, keep, tell))


def test_who_reads_an_issue_may_write_nothing_and_who_writes_reads_nothing_of_it():
    workflow = read(ROOT / ".github" / "workflows" / "intake.yml")
    assert workflow["on"] == {"issues": {"types": ["labeled"]}, "workflow_call": None}
    reading, writing = workflow["jobs"]["read"], workflow["jobs"]["propose"]
    assert reading["permissions"] == {"contents": "read"}
    assert reading["if"] == f"${{{{ github.event.label.name == '{LABEL}' }}}}"
    assert list(reading["outputs"]) == ["ready"]
    assert set(writing["permissions"]) == {"contents", "pull-requests", "issues"}
    assert not any("run.py" in step.get("run", "") or "python" in step.get("uses", "") for step in writing["steps"])
    assert not any("token" in str(step.get("env", "")) for step in reading["steps"])


def test_nothing_of_an_issue_but_its_number_and_label_stands_in_the_workflow():
    text = (ROOT / ".github" / "workflows" / "intake.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"github\.event[.\w]*", text))
    ours = {"github.event.repository.name"}  # the office's own, for the address of its site
    assert used - ours == {"github.event.issue.number", "github.event.label.name"}
    assert all("${{" not in step.get("run", "") for step in steps(read(ROOT / ".github" / "workflows" / "intake.yml")))


def test_only_the_job_that_publishes_may_write_and_it_needs_a_finished_build():
    jobs = read(ROOT / ".github" / "workflows" / "publish.yml")["jobs"]
    writes = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert writes == {"deploy"}
    assert jobs["deploy"]["needs"] == "build"
    assert not any(step.get("continue-on-error") for step in steps({"jobs": jobs}))


def test_publishing_holds_faulty_entries_back_instead_of_failing_and_sees_the_whole_history():
    told = commands("publish.yml")
    assert "python3 run.py build" in told
    checkout = steps(read(ROOT / ".github" / "workflows" / "publish.yml"))[0]
    assert checkout["with"]["fetch-depth"] == 0


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_the_pages_of_the_last_build_come_before_the_build_and_no_program_with_them(name):
    """And a build that fails must not hand over the pages of the last one as its own."""
    order = steps(read(ROOT / ".github" / "workflows" / name))
    [kept] = [i for i, step in enumerate(order) if "actions/cache@" in step.get("uses", "")]
    [build] = [i for i, step in enumerate(order) if step.get("run", "").startswith("python3 run.py build")]
    assert kept < build and order[kept]["with"]["path"].split() == [".cache/khlang", "site"]
    assert "scripts/khlang/**" in order[kept]["with"]["key"] and "requirements.txt" in order[kept]["with"]["key"]
    cleared = [i for i, step in enumerate(order) if step.get("run") == "rm -f site/index.html"]
    assert (cleared and kept < cleared[0] < build) or not any("!cancelled()" in step.get("if", "") for step in order)


def test_ci_is_the_newcomers_command():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "python3 run.py test"


def test_zizmor_finds_nothing():
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program, "zizmor is in the test extra: python3 run.py test installs it"
    said = subprocess.run(
        [program, "--offline", "--no-progress", "--persona=pedantic", ".github"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert said.returncode == 0, said.stdout + said.stderr


STARTER = ROOT / "scripts/khlang/contributing/starter/site/.github/workflows"


@pytest.mark.parametrize("name", ["check.yml", "publish.yml", "intake.yml", "remind.yml"])
def test_a_site_of_another_office_calls_our_workflow_with_the_rights_that_it_needs(name: str):
    ours = read(ROOT / ".github" / "workflows" / name)
    theirs = read_text(re.sub("@@[a-z]+@@", "x", (STARTER / name).read_text(encoding="utf-8")))
    assert "workflow_call" in ours["on"]
    [job] = theirs["jobs"].values()
    assert job["uses"] == f"x/.github/workflows/{name}@x"
    assert "concurrency" not in theirs  # two of one name, within each other, would wait for ever
    strength = ("none", "read", "write")
    for inner in ours["jobs"].values():
        for right, wanted in inner["permissions"].items():
            assert strength.index(job["permissions"].get(right, "none")) >= strength.index(wanted), right
    starts = {event: rule for event, rule in ours["on"].items() if event != "workflow_call"}
    assert starts.keys() == theirs["on"].keys()


def test_a_release_is_tested_attested_and_needs_no_password():
    release = read(ROOT / ".github" / "workflows" / "release.yml")
    build, publish = release["jobs"]["build"], release["jobs"]["publish"]
    assert build["permissions"] == {"contents": "read"} and publish["needs"] == "build"
    assert "python3 run.py test" in commands("release.yml")
    used = [step["uses"].split("@")[0] for step in publish["steps"] if "uses" in step]
    assert used.index("actions/attest-build-provenance") < used.index("pypa/gh-action-pypi-publish")
    assert not any("password" in step.get("with", {}) for step in publish["steps"])
