"""The files of `docs/_data`, read row by row: what is wrong with one is a problem with its line, and left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from khlang.content.facts import DATA, Facts, name_of
from khlang.content.front_matter import EMPTY, bytes_of, decode, read_yaml
from khlang.content.problem import Problem, Rule, shown
from khlang.content.settings import Settings

BROKEN = Rule(
    "vocabulary",
    "บัญชีคำใน _data ไม่ถูกต้อง",
    wrong="- key: legal\n  nane: กลุ่มกฎหมายและคดี",
    right="- key: legal\n  name: กลุ่มกฎหมายและคดี",
    why="บัญชีคำเป็นที่มาของชื่อกลุ่มงาน ป้ายกำกับ และตัวเลือกทั้งเว็บ แถวที่ผิดจะถูกข้ามไป",
)

_READING = "vocabulary"


class Reader:
    """Reads one file after the other and gathers what is wrong with them."""

    def __init__(self, folder: Path, facts: Facts):
        self.folder, self._facts = folder, facts
        self.problems: list[Problem] = []
        self.lines: dict[str, dict[str, int]] = {}

    def read(self, name: str) -> Any:
        path = f"{DATA}/{name}"
        file = self.folder / name
        if not (file.exists() or file.is_symlink()):
            return None
        data = bytes_of(file, path)
        if isinstance(data, Problem):
            self.problems.append(data)
            return None
        read = self._facts.known(_READING, name_of(path, data)) or self.taken_apart(path, data)
        value, self.lines[name] = read or (None, {})
        return value

    def taken_apart(self, path: str, data: bytes) -> tuple[object, dict[str, int]] | None:
        """A file as YAML, with the line of every key; where nothing is wrong with it, that is written down."""
        text = decode(data, path)
        read = read_yaml(text.value, path)
        if isinstance(read, Problem):
            self.problems.append(read)
            return None
        self.problems += [problem for problem in text.problems if problem.rule != EMPTY.id]
        if not text.problems:
            self._facts.keep(_READING, name_of(path, data), read)
        return read

    def mapping(self, name: str) -> dict[str, Any]:
        value = self.read(name) or {}
        if isinstance(value, Mapping):
            return dict(value)
        self.problems.append(BROKEN.at(f"{DATA}/{name}", 1, "ไฟล์นี้ต้องเป็นหัวข้อตามด้วยรายการ เช่น terms: แล้วรายการขึ้นต้นด้วย -"))
        return {}

    def settings(self) -> Settings:
        path = "site.yml"
        values = self.mapping(path)
        try:
            return Settings.model_validate(values)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self.fault(path, fault["loc"], fault)
            return Settings(name="คลังความรู้", office="สำนักงานเขตพื้นที่การศึกษา", office_short="สพท.")

    def whole(self, name: str, model: type[Any]) -> Any | None:
        """A file that is one thing; None where it is missing or faulty, which is then a problem."""
        values = self.mapping(name)
        try:
            return model.model_validate(values) if values else None
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self.fault(name, fault["loc"], fault)
            return None

    def text(self, name: str, within: Mapping[str, Any], key: str) -> str:
        """A line of text under a key; empty where there is none, or something else, which is then a problem."""
        value = within.get(key)
        if value is None or (isinstance(value, str) and value.isprintable()):
            return (value or "").strip()
        self.problems.append(
            BROKEN.at(f"{DATA}/{name}", self.line(name, (key,)), f"{key}: ต้องเป็นข้อความบรรทัดเดียว เช่น {key}: ชื่อโครงการ")
        )
        return ""

    def rows(
        self, name: str, model: type[Any], within: Mapping[str, Any] | None = None, part: str = ""
    ) -> tuple[Any, ...]:
        values = within.get(part) if within is not None else self.read(name)
        if values is not None and not isinstance(values, list) and values != {}:
            self.problems.append(BROKEN.at(f"{DATA}/{name}", 1, f"{part or name} ต้องเป็นรายการ แต่ละรายการขึ้นต้นด้วย -"))
            return ()
        return tuple(self.valid(name, model, values or [], part))

    def valid(self, name: str, model: type[Any], values: list[Any], part: str) -> Iterator[Any]:
        taken: dict[str, str] = {}
        for i, value in enumerate(values):
            place = (part, i) if part else (i,)
            try:
                row = model.model_validate(value)
            except ValidationError as error:
                fault = error.errors(include_url=False)[0]
                self.fault(name, (*place, *fault["loc"]), fault)
                continue
            for known in dict.fromkeys(getattr(row, "names", ())):
                if known in taken:
                    self.problems.append(
                        BROKEN.at(
                            f"{DATA}/{name}",
                            self.line(name, place),
                            (f"คำว่า {known} ใช้แล้วกับ {taken[known]} ให้ตั้งชื่อที่ไม่ซ้ำกัน"),
                        )
                    )
                taken.setdefault(known, row.name)
            yield row

    def refuse(self, file: Path) -> None:
        """Raise ValueError with all that is wrong with a file, if anything is."""
        if self.problems:
            raise ValueError("\n".join(f"{file}:{one.line}: {one.message}" for one in self.problems))

    def fault(self, name: str, place: tuple[Any, ...], fault: Any) -> None:
        where = str(place[-1]) if place else ""
        said = {"missing": f"ขาดหัวข้อ {where}", "extra_forbidden": f"ไม่รู้จักหัวข้อ {where}"}.get(
            fault["type"], f"{where}: " + (fault.get("ctx", {}).get("message") or f"พิมพ์ {shown(fault['input'])} ไม่ได้")
        )
        self.problems.append(
            BROKEN.at(f"{DATA}/{name}", self.line(name, place), f"{said} ให้แก้ตามรูปแบบของรายการอื่นในไฟล์เดียวกัน")
        )

    def line(self, name: str, place: tuple[Any, ...]) -> int:
        known = self.lines.get(name, {})
        while place:
            found = known.get(".".join(map(str, place)))
            if found:
                return found
            place = place[:-1]
        return 1
