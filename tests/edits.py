"""Edits of a content folder as writers and keepers make them, in random order; and what a build made of it.

edits = Edits(project, seed=1)
edits.make("face")              changes one title; names of all kinds stand in KINDS
outputs(project / "site")       every file of the built site, by the hash of what it holds
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from content import EPOCH, MINIATURE

_DAY = 86_400  # seconds
_WORDS = ("ใบไม้", "เด็ก ๆ", "สังเกต", "นำไปใช้", "คำถาม", "ผู้อ่าน", "ป้ายชื่อ", "เขียน", "ค้นพบ", "ทดลอง")
_OVERRIDE = '{{% include "horizon-of-test.html" ignore missing %}}<p class="of-test">{}</p>\n'


def edited_project(folder: Path) -> Path:
    """A copy of the miniature site with a folder of overrides, for edits to change."""
    shutil.copytree(MINIATURE, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        re.sub(r"theme:\n(?:  .*\n)+", "theme:\n  name: khlang\n  custom_dir: overrides\n", settings), encoding="utf-8"
    )
    _put(folder / "overrides/partials/horizon.html", _OVERRIDE.format(0))
    return folder


def outputs(site: Path) -> dict[str, str]:
    """Every file of a site by the hash of what it holds; empty folders count, too."""
    return {
        one.relative_to(site).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest() if one.is_file() else "folder"
        for one in site.rglob("*")
    }


class Edits:
    """Random edits of one project; the same seed makes the same."""

    def __init__(self, project: Path, seed: int) -> None:
        self.docs, self.overrides = project / "docs", project / "overrides"
        self.epoch = EPOCH  # of the next build
        self._chance = random.Random(seed)
        self._mendings: list[Callable[[], object]] = []

    def make(self, kind: str) -> str:
        """Make one edit of a kind; what was done, for who has to find out why a test failed."""
        return f"{kind}: {KINDS[kind](self)}"

    def any(self) -> str:
        """Make an edit of any kind."""
        return self.make(self._chance.choice(sorted(KINDS)))

    def text(self) -> str:
        return self._write_on(self._entry())

    def page(self) -> str:
        """The same on a page of the menu, a plain one or a translation."""
        files = [*self.docs.glob("*.md"), *self.docs.rglob("index*.md"), *self.docs.rglob("*.en.md")]
        return self._write_on(self._chance.choice(sorted(set(files))))

    def _write_on(self, file: Path) -> str:
        words = " ".join(self._chance.choices(_WORDS, k=self._chance.randint(1, 20)))
        lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
        _put(file, "\n".join([*lines, "", words, ""]))
        return file.name

    def face(self) -> str:
        return self._in_head(r"^title: .*$", f"title: เรื่อง{''.join(self._chance.choices(_WORDS, k=3))}")

    def summary(self) -> str:
        return self._in_head(r"^summary: .*$", f"summary: {''.join(self._chance.choices(_WORDS, k=4))}")

    def status(self) -> str:
        return self._in_head(r"^status: .*$", f"status: {self._chance.choice(['draft', 'published', 'retired'])}")

    def withdraw(self) -> str:
        return self._in_head(r"^status: .*$", "status: withdrawn")

    def add(self) -> str:
        number = "".join(self._chance.choices("0123456789abcdefghjkmnpqrstvwxyz", k=5))
        other = self._chance.choice(sorted(self.docs.glob("knowledge/*.md"))).name
        owner = re.search(r"^owner: (.*)$", (self.docs / "knowledge/file-names.md").read_text(encoding="utf-8"), re.M)
        head = (
            f"id: k{number}\ntitle: เรื่องใหม่ {number}\nsummary: ทดลอง\ndate: 2026-11-2{number.encode()[0] % 3}\n"
            f"owner: {owner[1] if owner else ''}\ntags: []\nstatus: published\n"
        )
        file = self.docs / f"knowledge/new-{number}.md"
        _put(file, f"---\n{head}---\n\nอ่าน[เรื่องอื่น]({other})\n\n## หัวข้อ\n\n{self._chance.choice(_WORDS)}\n")
        return file.name

    def remove(self) -> str:
        file = self._entry()
        file.unlink()
        return file.name

    def rename(self) -> str:
        file = self._entry()
        file.rename(file.with_name(f"moved-{self._chance.randint(0, 999)}-{file.name}"))
        return file.name

    def vocabulary(self) -> str:
        name = self._chance.choice(["groups.yml", "tags.yml", "schools.yml"])
        file = self.docs / "_data" / name
        rows = file.read_text(encoding="utf-8")
        name_of_row = self._chance.choice(list(re.finditer(r"\bname: [^,}\n]*", rows)))
        _put(file, f"{rows[: name_of_row.end()]} ใหม่{rows[name_of_row.end() :]}")
        return name

    def setting(self) -> str:
        file = self.docs / "_data/site.yml"
        rows = re.sub(r"(?m)^(numerals|page_size): .*\n", "", file.read_text(encoding="utf-8"))
        size = self._chance.choice([5, 10, 20])
        _put(file, f"{rows.rstrip()}\npage_size: {size}\nnumerals: {self._chance.choice(['thai', 'arabic'])}\n")
        return file.name

    def template(self) -> str:
        _put(self.overrides / "partials/horizon.html", _OVERRIDE.format(self._chance.randint(1, 99)))
        return "horizon.html"

    def translation(self) -> str:
        file = self._entry()
        translated = file.with_name(file.name.replace(".md", ".en.md"))
        if translated.exists():
            translated.unlink()
        else:
            _put(translated, f"---\ntitle: In English {self._chance.random()}\nsummary: English\n---\n\nText.\n")
        return translated.name

    def attachment(self) -> str:
        file = self._chance.choice(sorted([*self.docs.rglob("*.csv"), *self.docs.rglob("*.webp")]))
        if file.suffix == ".csv":
            _put(file, file.read_text(encoding="utf-8") + f"ก,{'ข' * self._chance.randint(1, 3000)}\n")
        else:
            shutil.copy(self._chance.choice(sorted(self.docs.rglob("*.webp"))), self.docs / "images/of-test.webp")
            file.write_bytes((self.docs / "images/of-test.webp").read_bytes())
        return file.name

    def data(self) -> str:
        file = self._chance.choice(sorted(self.docs.glob("research/data/*.json")))
        _put(file, re.sub(r'("title": ")', r"\1ใหม่ ", file.read_text(encoding="utf-8"), count=1))
        return file.name

    def day(self) -> str:
        self.epoch = str(int(self.epoch) + _DAY * self._chance.choice([1, 1, 7, 40]))
        return self.epoch

    def fault(self) -> str:
        """Something is typed that holds a file back; `mend` takes it out again."""
        file = self._entry()
        before = file.read_text(encoding="utf-8")
        worse = (
            f"{before}\nโทร. 081-234-5678\n",
            before.replace("title:", "titel:", 1),
            f"{before}\n[ก](none.md)\n",
            "",
        )
        _put(file, self._chance.choice(worse))
        self._mendings.append(lambda: _put(file, before))
        return file.name

    def mend(self) -> str:
        if self._mendings:
            self._mendings.pop()()
        return str(len(self._mendings))

    def nothing(self) -> str:
        return ""

    def _entry(self) -> Path:
        """Any content file that is an entry, in Thai."""
        files = [one for one in self.docs.rglob("*.md") if "_data" not in one.parts and not one.name.endswith(".en.md")]
        return self._chance.choice(sorted(one for one in files if one.name != "index.md" and one.parent != self.docs))

    def _in_head(self, pattern: str, line: str) -> str:
        file = self._entry()
        _put(file, re.sub(pattern, line, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE))
        return file.name


KINDS: dict[str, Callable[[Edits], str]] = {
    edit.__name__: edit
    for edit in (
        Edits.text,
        Edits.page,
        Edits.face,
        Edits.summary,
        Edits.status,
        Edits.withdraw,
        Edits.add,
        Edits.remove,
        Edits.rename,
        Edits.vocabulary,
        Edits.setting,
        Edits.template,
        Edits.translation,
        Edits.attachment,
        Edits.data,
        Edits.day,
        Edits.fault,
        Edits.mend,
        Edits.nothing,
    )
}


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
