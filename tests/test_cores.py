"""Work that copies of the process share is the work that one process does; each test runs in a process without threads."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from content import DAY, MINIATURE
from edits import edited_project, outputs
from projects import project, run_python

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes safely"),
    pytest.mark.timeout(300),  # seconds: a copy that waits for ever is what some of them look for
]

THREE = "from khlang.content import cores\ncores._cores = lambda: 1 if cores._this_is_a_copy else 3\ncores.LEAST = 1\n"


def _run(script: str, before: str, folder: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    return run_python("-c", before + script, folder=folder, more=more)


def _told(script: str, before: str = THREE) -> str:
    done = _run(script, before)
    assert done.returncode == 0, done.stderr
    return done.stdout


SHARED = """
import os, signal
from khlang.content.facts import Facts
facts = Facts()
def work(share):
    for one in share:
        facts.keep("doubled", str(one), one * 2)
    {first}
    return os.getpid(), list(share)
"""


def test_each_process_does_a_share_and_what_it_writes_down_is_there():
    script = SHARED.format(first="") + (
        "answers = cores.on_all_cores(range(7), work, facts)\n"
        "print(len({pid for pid, _ in answers}), [share for _, share in answers], facts.known('doubled', '5'))"
    )
    assert _told(script) == "3 [[0, 3, 6], [1, 4], [2, 5]] 10\n"


def test_few_pieces_are_one_share():
    assert _told("from khlang.content import cores; print(len(cores.shares(range(200))))", before="") == "1\n"


def test_what_goes_wrong_in_a_copy_goes_wrong_here():
    first = "if 1 in share: raise KeyError('label-trees')"
    script = SHARED.format(first=first) + (
        "try: cores.on_all_cores(range(7), work, facts)\nexcept KeyError as error: print(error)"
    )
    assert _told(script) == "'label-trees'\n"


ANSWERS = (
    "answers = cores.on_all_cores(range(7), work, facts)\n"
    "print(len({pid for pid, *_ in answers}), [share for _, share, *_ in answers], facts.known('doubled', '5'))\n"
    "print(os.listdir('/proc/self/fd'))"
)


@pytest.mark.parametrize(
    "first",
    [
        "if cores._this_is_a_copy: os.kill(os.getpid(), signal.SIGKILL)",
        "if cores._this_is_a_copy: raise MemoryError",
        "if cores._this_is_a_copy: sys.exit(3)",
        # while it tells what it found out
        "if cores._this_is_a_copy: return os.getpid(), list(share), 'a' * 100_000, Kill()",
        "if cores._this_is_a_copy: return os.getpid(), list(share), lambda: 'not to be sent'",
        # of the second copy
        "if cores._this_is_a_copy and 2 in share: time.sleep(0.5); os.kill(os.getpid(), signal.SIGKILL)",
    ],
)
def test_what_a_copy_does_not_answer_is_done_here(first: str) -> None:
    kill = "import sys, time\nclass Kill:\n    def __reduce__(self): os.kill(os.getpid(), signal.SIGKILL)\n"
    answered, files = _told(kill + SHARED.format(first=first) + ANSWERS).splitlines()
    assert answered == f"{2 if '2 in share' in first else 1} [[0, 3, 6], [1, 4], [2, 5]] 10"
    assert files == "['0', '1', '2', '3']"


@pytest.mark.parametrize("function", ["fork", "pipe"])
def test_where_no_copy_can_be_made_this_process_does_it_all(function: str) -> None:
    fail = f"def fail(): raise BlockingIOError\nos.{function} = fail\n"
    answered, files = _told(SHARED.format(first="") + fail + ANSWERS).splitlines()
    assert answered == "1 [[0, 3, 6], [1, 4], [2, 5]] 10"
    assert files == "['0', '1', '2', '3']"


LARGE = """
import os, signal, time
from khlang.content.facts import Facts
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background has it ignored
def work(share):
    if cores._this_is_a_copy: time.sleep({wait})
    else: {first}
    return "a" * 10_000_000  # more than a pipe holds
cores.on_all_cores(range(3), work, Facts())
"""


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", signal.SIGKILL),
        ("os.kill(os.getpid(), signal.SIGINT)", signal.SIGINT),
        ("os.killpg(os.setpgrp() or os.getpgrp(), signal.SIGINT)", signal.SIGINT),
        # while it waits for the others
        (
            "signal.signal(signal.SIGALRM, signal.default_int_handler); signal.setitimer(signal.ITIMER_REAL, 0.5)",
            signal.SIGINT,
        ),
    ],
)
@pytest.mark.parametrize("wait", [1, 100])
def test_no_copy_outlives_the_first_process(first: str, told: int, wait: int) -> None:
    """`_run` ends when the last of them has closed what it says."""
    done = _run(LARGE.format(first=first, wait=wait), THREE)
    assert done.returncode == -told
    assert done.stderr.count("Traceback") <= 1


def test_a_copy_makes_no_copies():
    script = "print(cores.on_all_cores(range(4), lambda share: [len(cores.shares(range(4))), *share], Facts()))"
    script = f"from khlang.content.facts import Facts\n{script}"
    assert _told(script) == "[[3, 0, 3], [1, 1], [1, 2]]\n"


READ = f"""
import datetime, pathlib
from khlang import checks
from khlang.content.facts import Facts
from khlang.content.kinds import KINDS
from khlang.content.library import load
from khlang.content.reads import Reads
facts, reads = Facts(), Reads()
library = load(pathlib.Path({str(MINIATURE / "docs")!r}), datetime.date({DAY.year}, {DAY.month}, {DAY.day}), facts)
assert all(entry.kind is KINDS[entry.kind.name] for entry in library.entries)
print(library.entries, library.translations, library.problems)
for problem in checks.run(library, reads=reads): print(problem)
print(sorted(reads.shared))
for question, answers in sorted(facts._asked.items()):
    print(question, sorted((name, repr(answer)) for name, answer in answers.items()))
"""


def test_a_library_is_read_and_judged_the_same():
    assert _plain(_told(READ)) == _plain(_told(READ, before=""))


def _plain(told: str) -> str:
    return re.sub("0x[0-9a-f]+", "", told)


BUILD = "import sys\nfrom mkdocs.__main__ import cli\nsys.argv[1:] = ['build', '-q']\ncli()"


def _built(folder: Path, before: str, **more: str) -> tuple[int, str]:
    done = _run(BUILD, before, folder, **more)
    return done.returncode, done.stdout + done.stderr


def test_a_site_is_made_the_same_and_so_is_an_edit_of_it(tmp_path: Path) -> None:
    address, made = "https://example.go.th/km/", []
    for name, before in (("three", THREE), ("one", "")):
        folder = edited_project(tmp_path / name)
        assert _built(folder, before, SITE_URL=address) == (0, "")
        first = outputs(folder / "site")
        text = folder / "docs/knowledge/look-before-naming.md"
        text.write_text(text.read_text(encoding="utf-8") + "\nป้ายชื่อทุกต้น\n", encoding="utf-8")
        assert _built(folder, before, SITE_URL=address) == (0, "")
        made.append((first, outputs(folder / "site")))
    assert made[0] == made[1]


@pytest.mark.parametrize("told", ["โทร. 081-234-5678", "{{ nothing.at.all }}"])
def test_what_only_a_page_says_stops_the_build_whoever_makes_it(tmp_path: Path, told: str) -> None:
    errors = set()
    for name, before in (("three", THREE), ("one", "")):
        folder = project(tmp_path / name)
        settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
        settings = settings.replace("  name: khlang\n", "  name: khlang\n  custom_dir: overrides\n")
        (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
        (folder / "overrides/partials").mkdir(parents=True)
        (folder / "overrides/partials/horizon.html").write_text(f"<p>{told}</p>", encoding="utf-8")
        returncode, error = _built(folder, before)
        assert returncode and error and not (folder / "site").exists() and "Traceback" not in error
        assert [one.name for one in folder.iterdir() if one.name.startswith(".site")] == []
        errors.add(error)
    assert len(errors) == 1


ODD = """
from khlang import mkdocs_files
mkdocs_files.shares = lambda pages: [[], pages]
def convert(page): raise KeyError("label")
mkdocs_files.LibraryPage.convert = convert
"""


def test_an_error_that_only_copies_meet_names_the_page(tmp_path: Path) -> None:
    returncode, error = _built(edited_project(tmp_path / "km"), THREE + ODD)
    assert returncode == 1 and re.search(r"index\.md: .*KeyError", error) and "Traceback" not in error


KILLED = """
import os, signal
from khlang.publishing.making import Making
found_by = Making._found_by
def killed(*work):
    if cores._this_is_a_copy: os.kill(os.getpid(), signal.SIGKILL)
    return found_by(*work)
Making._found_by = killed
"""


def test_pages_of_all_languages_are_the_same_where_copies_were_killed(tmp_path: Path) -> None:
    made = []
    for name, before in (("killed", THREE + KILLED), ("one", "")):
        folder = edited_project(tmp_path / name)
        assert _built(folder, before) == (0, "")
        made.append(outputs(folder / "site"))
    assert made[0] == made[1]


def test_copies_number_terms_as_the_first_process_does(tmp_path: Path) -> None:
    """Of the index of the last build, which another build may replace meanwhile: so it is read before they begin."""
    looks = """
from khlang.publishing import making
copy = making.Copy
def looked(work, facts):
    assert work.args[1].numbering.terms
    print("looked")
    return copy(work, facts)
"""
    folder = edited_project(tmp_path / "km")
    assert _built(folder, THREE) == (0, "")
    for one in ("facts", "pages.json"):
        (folder / ".cache/khlang" / one).unlink()
    assert _built(folder, f"{THREE}{looks}making.Copy = looked\n") == (0, "looked\n" * 4)
