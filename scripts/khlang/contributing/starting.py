"""A site repository of one's own: content, settings and thin workflows; the engine stays outside and is pinned.

What every office begins with is shared with the repository that the package is built from: lists that hold for all
offices, pages that name nobody. What depends on the answers is filled in here.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from khlang.content.vocabulary import load as load_vocabulary
from khlang.content.write import write
from khlang.contributing.issue_forms import issue_forms
from khlang.thai.distance import nearest
from khlang.thai.provinces import PROVINCES

SHARED = (
    "run.py",
    ".github/PULL_REQUEST_TEMPLATE.md",
    "overrides/README.md",
    "docs/_data/abbreviations.yml",
    "docs/_data/calendar.yml",
    "docs/_data/misspellings.yml",
    "docs/_data/practices.yml",
    "docs/_data/schools.yml",
    "docs/_data/service_survey.yml",
    "docs/_data/tags.yml",
    "docs/_data/thesaurus.yml",
    "docs/adoptions/index.md",
    "docs/contribute.md",
    "docs/images/contribute-ways.webp",
    "docs/images/contribute-write.webp",
    "docs/knowledge/index.md",
    "docs/practices/index.md",
    "docs/privacy.md",
    "docs/report.md",
    "docs/reuse.md",
)
"""Files that every site begins with as they are. The wheel carries copies (pyproject.toml, force-include)."""

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/deed.th",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/deed.th",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/deed.th",
    "CC BY-NC-SA 4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.th",
}
"""Licences that the question offers: name → address of the text in Thai."""

_STARTER = files("khlang.contributing").joinpath("starter")
_RENAMED = {"gitignore": ".gitignore"}  # a .gitignore inside the package would hide files from the wheel
_MARK = re.compile(r"@@([a-z]+)@@")
_OFFICE = re.compile(r"^สำนักงานเขตพื้นที่การศึกษา(ประถมศึกษา|มัธยมศึกษา)?\s*(?P<place>.+)$")
_SHORT = {"ประถมศึกษา": "สพป.", "มัธยมศึกษา": "สพม.", None: "สพท."}
_REPOSITORY = re.compile(r"^https://github\.com/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+?)(?:\.git)?/?$")
_ENGINE = re.compile(r"^(?P<repository>[A-Za-z0-9-]+/[A-Za-z0-9._-]+)@(?P<commit>[0-9a-f]{40})$")


@dataclass(frozen=True)
class Office:
    """The answers to the six questions. What is empty stays open on the site, which says so."""

    name: str
    province: str = ""
    groups: tuple[str, ...] = ()  # none: the groups that area offices have in common
    repository: str = ""  # https://github.com/owner/name
    licence: str = ""  # one of LICENCES
    contact: str = ""  # an e-mail address or a telephone number of the office

    @property
    def short(self) -> str:
        """The usual short name of an area office: สพป.ตัวอย่าง เขต ๑. Other offices keep their name."""
        parts = _OFFICE.match(self.name)
        return f"{_SHORT[parts[1]]}{parts['place']}" if parts else self.name

    @property
    def site(self) -> str:
        """What the site is called."""
        return f"คลังความรู้ {self.short}"


@dataclass(frozen=True)
class Engine:
    """Which version of khlang a site is pinned to, and where its reusable workflows are."""

    version: str
    repository: str = ""  # owner/name on GitHub; empty where it is not known
    commit: str = ""  # 40 hexadecimal digits

    @classmethod
    def here(cls, typed: str = "") -> Engine:
        """This installation: what was typed as owner/name@commit, else what the release or the checkout says.

        Raises ValueError where `typed` has another form.
        """
        if typed:
            found = _ENGINE.match(typed)
            if not found:
                raise ValueError(f"--engine {typed} ไม่ถูกรูป ให้พิมพ์ เจ้าของ/ชื่อคลัง@เลข commit สี่สิบตัว")
            return cls(version("khlang"), found["repository"], found["commit"])
        released = files("khlang").joinpath("engine.json")  # written by the release workflow
        if released.is_file():
            return cls(version("khlang"), **json.loads(released.read_text(encoding="utf-8")))
        return cls(version("khlang"), *_of_checkout())


def office_of(docs: Path) -> Office:
    """The office of an existing content folder, as its settings and groups name it."""
    vocabulary, _ = load_vocabulary(docs)
    settings = vocabulary.settings
    return Office(settings.office, settings.province or "", tuple(group.name for group in vocabulary.groups))


def faults(office: Office) -> Iterator[str]:
    """What an answer lacks, in Thai, with what to type instead."""
    if not office.name.strip():
        yield "ยังไม่มีชื่อสำนักงาน ให้พิมพ์ชื่อเต็ม เช่น สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต ๑"
    if office.province and office.province not in PROVINCES:
        near = nearest(office.province, PROVINCES, limit=1)
        yield f"ไม่รู้จักจังหวัด {office.province}" + (
            f" หมายถึง {near[0]} หรือไม่" if near else " ให้พิมพ์ชื่อจังหวัดโดยไม่มีคำว่า จังหวัด"
        )
    if office.repository and not _REPOSITORY.match(office.repository):
        yield f"ที่อยู่คลังซอร์ส {office.repository} ไม่ถูกรูป ให้พิมพ์ https://github.com/ชื่อบัญชี/ชื่อคลัง"
    if office.licence and office.licence not in LICENCES:
        yield f"ไม่รู้จักเงื่อนไข {office.licence} ให้เลือก {', '.join(LICENCES)} หรือเว้นไว้จนกว่าสำนักงานจะกำหนด"
    for text in (office.name, *office.groups, office.contact):
        if any(not letter.isprintable() for letter in text):
            yield f"{text.strip()!a} มีอักขระที่มองไม่เห็น ให้พิมพ์ใหม่"


def start(folder: Path, office: Office, engine: Engine) -> list[str]:
    """Write a site repository into an empty or new folder; the paths written, sorted.

    Raises FileExistsError where a file that would be written is there already: nothing is overwritten, nothing is
    written then.
    """
    made = site_files(office, engine)
    taken = sorted(name for name in made if (folder / name).exists())
    if taken:
        raise FileExistsError(f"มี {taken[0]} อยู่แล้วใน {folder} ให้เลือกโฟลเดอร์ว่าง จะได้ไม่ทับงานเดิม")
    write(folder, made)
    vocabulary, _ = load_vocabulary(folder / "docs")
    forms = {name: text.encode() for name, text in issue_forms(vocabulary).items()}
    write(folder, forms)
    return sorted({*made, *forms})


def site_files(office: Office, engine: Engine) -> dict[str, bytes]:
    """The files of a new site by their path, but for the forms, which follow its vocabularies."""
    values = {
        "site": office.site,
        "quoted": json.dumps(office.site, ensure_ascii=False),
        "office": office.name,
        "version": engine.version,
        "engine": engine.repository,
        "commit": engine.commit,
    }
    made = {name: shared(name) for name in SHARED}
    for name, file in _below(_STARTER.joinpath("site")):
        if name.startswith(".github/workflows/") and not engine.commit:
            continue  # a workflow that names no version of the engine would not run
        made[_RENAMED.get(name, name)] = _filled(file.read_text(encoding="utf-8"), values).encode()
    made["docs/_data/site.yml"] = _settings(office).encode()
    made["docs/_data/groups.yml"] = _groups(office.groups).encode()
    return made


def shared(name: str) -> bytes:
    """A file that every site begins with: the wheel's copy, else the checkout's own."""
    copy = _STARTER.joinpath("shared", name)
    return copy.read_bytes() if copy.is_file() else (_checkout() / name).read_bytes()


def _checkout() -> Path:
    """The folder of the repository that an editable install runs from."""
    return Path(__file__).parents[3]


def _of_checkout() -> tuple[str, str]:
    """Owner/name and commit of the checkout; empty where there is none or it has no remote on GitHub."""
    told = []
    for arguments in (["remote", "get-url", "origin"], ["rev-parse", "HEAD"]):
        try:
            ran = subprocess.run(["git", *arguments], cwd=_checkout(), capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return "", ""
        told.append(ran.stdout.strip())
    address = _REPOSITORY.match(told[0].replace("git@github.com:", "https://github.com/"))
    return (f"{address[1]}/{address[2]}", told[1]) if address else ("", "")


def _below(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _below(item, f"{prefix}{item.name}/")
        else:
            yield prefix + item.name, item


def _filled(text: str, values: dict[str, str]) -> str:
    return _MARK.sub(lambda mark: values[mark[1]], text)


def _settings(office: Office) -> str:
    lines = [
        "# ค่าของเว็บไซต์ทั้งหมดอยู่ที่นี่ที่เดียว หัวข้อที่สำนักงานยังไม่ได้กำหนดให้เว้นไว้ หน้าเว็บจะบอกผู้อ่านเองว่ายังไม่กำหนด",
        *_pair("name", office.site),
        *_pair("office", office.name),
        *_pair("office_short", office.short),
        "",
        "# ตัวอย่างคำค้นใต้ช่องค้นหาในหน้าแรก ไม่เกินหกคำ",
        "search_samples: [ทักษะการคิด, สุ จิ ปุ ลิ, นิเทศ]",
        "",
        "# จังหวัดของสำนักงาน ใช้แยกผู้นำแนวปฏิบัติไปใช้ในจังหวัดกับนอกจังหวัด",
        *_pair("province", office.province),
        "",
        "# thai แสดงเลขไทย, arabic แสดงเลขอารบิก (ตารางตัวเลขใช้เลขอารบิกเสมอ)",
        "numerals: thai",
        "",
        "# เงื่อนไขการนำเนื้อหาไปใช้",
        *_pair(
            "content_licence",
            {"name": office.licence, "url": LICENCES[office.licence]} if office.licence else "",
            "{name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/deed.th}",
        ),
        "",
        "# ที่อยู่คลังซอร์สบน GitHub ใช้สร้างลิงก์แก้ไขหน้านี้",
        *_pair("repository", office.repository, "https://github.com/ชื่อบัญชี/ชื่อคลัง"),
        "",
        "# ช่องทางติดต่อกลางของสำนักงาน ห้ามใส่เบอร์หรืออีเมลส่วนตัว",
        *_pair("contact_email", office.contact if "@" in office.contact else ""),
        *_pair("contact_phone", "" if "@" in office.contact else office.contact),
    ]
    return "\n".join(lines) + "\n"


def _pair(key: str, value: Any, example: str = "") -> list[str]:
    """A line of YAML; what has no value yet stands as a comment."""
    return [f"{key}: {_scalar(value)}"] if value else [f"# {key}: {example}".rstrip()]


def _scalar(value: Any) -> str:
    flow = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000).removesuffix("\n...\n")
    return flow.strip()


def _groups(typed: tuple[str, ...]) -> str:
    """The list of groups: those that the office named, with the usual keys and short names where they are known."""
    usual = _STARTER.joinpath("groups.yml").read_text(encoding="utf-8")
    if not typed:
        return usual
    rows = yaml.safe_load(usual)
    by_name = {name: row for row in rows for name in (row["name"], row.get("short"), *row.get("also", ())) if name}
    head = usual.split("\n", 1)[0]
    chosen = [by_name.get(name, {"key": f"group-{number}", "name": name}) for number, name in enumerate(typed, 1)]
    return "\n".join([head, *(f"- {_scalar(row)}" for row in chosen)]) + "\n"
