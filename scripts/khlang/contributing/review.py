"""What a reviewer should know about a change, on one page in Thai: what is new, how it will look, who is named, what is wrong.

All words of writers in it are inert: the page stands on GitHub, where a stranger's pull request fills it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from khlang.content.entry import Entry
from khlang.content.git import Change
from khlang.content.library import Library
from khlang.content.problem import Problem
from khlang.contributing.report import inert, rule_link
from khlang.thai.dates import thai_date

_LABELS = {Change.ADDED: "ใหม่", Change.MODIFIED: "แก้ไข", Change.DELETED: "ลบ"}
_READ_ONLY = {".md", ".txt", ".png", ".jpg", ".jpeg", ".webp", ".woff2"}
_SAFE_LOOK = [
    "**อย่าสั่ง** `run.py`, `pip`, `mkdocs` หรือ `git checkout` แล้วเปิดในเครื่องของท่าน จนกว่าผู้ดูแลระบบจะอ่านไฟล์ข้างบนทุกบรรทัด "
    "ดูเว็บอย่างปลอดภัยได้สองทาง",
    "",
    "1. ดาวน์โหลดเว็บที่สร้างแล้วจากหัวข้อ ดูเว็บก่อนเผยแพร่ ในหน้านี้ แล้วเปิดด้วย `python3 -m http.server` เว็บนั้นสร้างในเครื่องของ GitHub "
    "เปิดในหน้าต่างส่วนตัวของเบราว์เซอร์ เพราะหน้าเว็บอาจมาจากแม่แบบที่ถูกแก้",
    "2. อ่านการแก้ไขในแท็บ Files changed ซึ่งไม่มีอะไรทำงาน",
    "",
]
SHOWN = 30  # entries and files; a summary of GitHub holds 1 MiB


def review(
    library: Library,
    changes: Mapping[str, Change],
    problems: Sequence[Problem],
    others: Mapping[str, Change] | None = None,
    site: str = "",
) -> str:
    """The page as Markdown.

    `changes` are files below docs, `others` files of the project outside of it; `problems` those of the whole library;
    `site` is the site's address, where the rules of the problems are explained, or empty.
    """
    entries = [(library.by_path[path], change) for path, change in sorted(changes.items()) if path in library.by_path]
    shown = {entry.path for entry, _ in entries}
    rest = {f"docs/{path}": change for path, change in changes.items() if path not in shown}
    lines = ["## สรุปให้ผู้อ่านทาน", "", _count(changes), ""]
    lines += _programs(others or {})  # first: no flood of entries hides it
    for entry, change in entries[:SHOWN]:
        is_shown = not any(problem.is_private for problem in problems if problem.path == entry.path)
        lines += [*_entry(library, entry, change, is_shown), *_problems(problems, entry.path, site), ""]
    lines += [f"และอีก {len(entries) - SHOWN} เรื่อง", ""] if len(entries) > SHOWN else []
    lines += _files("ไฟล์อื่นในเนื้อหา", rest)
    for path in sorted(rest)[:SHOWN]:
        lines += _named_problems(problems, path.removeprefix("docs/"), site)
    elsewhere = sorted({problem.path for problem in problems if problem.is_error and problem.path not in changes})
    if elsewhere:
        lines += ["### ไฟล์ที่ไม่ได้แก้แต่มีสิ่งที่ต้องแก้", ""]
        for path in elsewhere[:SHOWN]:
            lines += _named_problems([one for one in problems if one.is_error], path, site)
    return "\n".join(lines).rstrip("\n") + "\n"


def _programs(others: Mapping[str, Change]) -> list[str]:
    """The files outside of the content, those first that would run on the machine of whoever tries the change out."""
    running = {path: change for path, change in others.items() if runs(path)}
    rest = {path: change for path, change in others.items() if path not in running}
    told = _files("⚠️ คำขอนี้แก้โปรแกรมที่จะทำงานในเครื่องของผู้ที่ลองเปิด", running)
    return [*told, *(_SAFE_LOOK if told else []), *_files("⚠️ ไฟล์อื่นนอกเนื้อหา ให้ผู้ดูแลระบบอ่านก่อนรวม", rest)]


def runs(path: str) -> bool:
    """Whether a file of the project runs, or says what runs, where somebody checks out a change and starts it.

    Whatever is not known to be read only counts as a program: a new folder or a new kind of settings is one too.
    """
    file = PurePosixPath(path)
    return file.suffix.lower() not in _READ_ONLY or file.name.startswith((".", "requirements", "constraints"))


def _count(changes: Mapping[str, Change]) -> str:
    if not changes:
        return "ไม่มีเนื้อหาที่เปลี่ยน"
    told = [(change, sum(one is change for one in changes.values())) for change in Change]
    return " · ".join(f"{_LABELS[change]} {number} ไฟล์" for change, number in told if number)


def _entry(library: Library, entry: Entry, change: Change, is_shown: bool) -> Iterator[str]:
    meta = entry.meta
    owner = library.owner(entry)
    about = [
        entry.kind.label,
        owner.label if owner else meta.owner_name,
        thai_date(entry.date, library.settings.numerals) if entry.date else "",
        entry.status.label,
        "เรื่องตัวอย่าง" if entry.is_example else "",
    ]
    yield f"### {_LABELS[change]}: {inert(meta.title) if is_shown else 'มีข้อมูลส่วนบุคคล จึงไม่แสดงข้อความ'}"
    yield ""
    yield f"{inert(f'docs/{entry.path}')} · {' · '.join(inert(word) for word in about if word)}"
    yield ""
    if not is_shown:
        return
    yield from _card(library, entry)
    yield f"- **ผู้ที่มีชื่อ** {_people(entry)}"
    if pictures := [link for link in entry.links if link.is_image]:
        yield f"- **ภาพ {len(pictures)} ภาพ** {' · '.join(inert(one.text or one.target) for one in pictures[:SHOWN])}"


def _card(library: Library, entry: Entry) -> Iterator[str]:
    """What LINE makes of og:title, og:description and og:site_name."""
    yield "การ์ดที่จะเห็นใน LINE"
    yield ""
    yield f"> **{inert(entry.meta.title)}**"
    yield ">"
    yield f"> {inert(entry.meta.summary)}"
    yield ">"
    yield f"> {inert(library.settings.name)}"
    yield ""


def _people(entry: Entry) -> str:
    """Whom the page will name; only a person can tell whether they agreed, and who is named in the text."""
    named = [f"ผู้เขียน {name}" for name in entry.meta.authors]
    named += [f"ตรวจสอบโดย {entry.meta.reviewed_by.post}"] if entry.meta.reviewed_by else []
    named += [f"ติดต่อ {entry.meta.contact_point}"] if entry.meta.contact_point else []
    names = " · ".join(inert(name) for name in named)
    return f"{names} (ให้แน่ใจว่ายินยอมแล้ว)" if names else "ไม่มีในส่วนหัว โปรดดูชื่อคนในเนื้อความด้วย"


def _problems(problems: Sequence[Problem], path: str, site: str) -> list[str]:
    found = [one for one in problems if one.path == path]
    found = [one for one in found if one.is_private] or found  # beside personal data no message may quote the text
    if not found:
        return ["- **ผลการตรวจ** ไม่พบสิ่งที่ต้องแก้"]
    rows = [
        f"  - บรรทัด {one.line} **{one.level.label}** {inert(one.message)} ({rule_link(one.rule, site)})"
        for one in found
    ]
    more = [f"  - และอีก {len(rows) - SHOWN} แห่ง"] if len(rows) > SHOWN else []
    errors = sum(one.is_error for one in found)
    return [f"- **ผลการตรวจ** ต้องแก้ {errors} แห่ง ควรแก้ {len(found) - errors} แห่ง", *rows[:SHOWN], *more]


def _named_problems(problems: Sequence[Problem], path: str, site: str) -> list[str]:
    """The problems of a file that has no part of its own above; nothing where there are none."""
    found = _problems(problems, path, site)
    return [f"#### {inert(f'docs/{path}')}", "", *found, ""] if len(found) > 1 else []


def _files(heading: str, files: Mapping[str, Change]) -> list[str]:
    rows = [f"- {_LABELS[change]} {inert(path)}" for path, change in sorted(files.items())]
    more = [f"- และอีก {len(rows) - SHOWN} ไฟล์"] if len(rows) > SHOWN else []
    return [f"### {heading}", "", *rows[:SHOWN], *more, ""] if rows else []
