"""Reads a text file of the content folder: its bytes, its front matter with line numbers, its body.

MkDocs swallows broken front matter and publishes the page under a guessed title; here each fault becomes a
`Problem` that names its line.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import yaml

from khlang.content import reads
from khlang.content.failures import explain
from khlang.content.hidden import HIDDEN
from khlang.content.problem import Problem, Rule

MAX_BYTES = 1_000_000  # a book of 300 pages is about this long; more is a pasted picture or a mistake

EMPTY = Rule(
    "file-empty",
    "ไฟล์ว่าง",
    wrong="(ไฟล์ไม่มีอะไรเลย)",
    right="---\ntitle: …\n---\n\nเนื้อหา",
    why="ไฟล์ว่างกลายเป็นหน้าว่างในเว็บ",
)
TOO_LARGE = Rule(
    "file-too-large",
    "ไฟล์ข้อความใหญ่เกินไป",
    wrong="เล่มรายงาน 300 หน้าในไฟล์เดียว",
    right="แยกเป็นหลายเรื่อง หรือแนบเป็น PDF",
    why="ข้อความยาวขนาดนี้คือหนังสือทั้งเล่ม หรือภาพที่ถูกวางเป็นตัวอักษร โทรศัพท์เปิดไม่ไหว",
)
UNREADABLE = Rule(
    "file-unreadable",
    "เปิดไฟล์ไม่ได้",
    wrong="โฟลเดอร์ชื่อ tags.yml",
    right="ไฟล์ชื่อ tags.yml",
    why="สิ่งที่เปิดอ่านไม่ได้ (โฟลเดอร์ ทางลัดที่ชี้วน ไฟล์ที่ไม่มีสิทธิ์อ่าน) เผยแพร่ไม่ได้ และตรวจไม่ได้ว่ามีข้อมูลส่วนบุคคลหรือไม่",
)
NOT_UTF8 = Rule(
    "file-encoding",
    "ไฟล์ไม่ได้บันทึกเป็น UTF-8",
    wrong="บันทึกแบบ ANSI หรือ TIS-620",
    right="บันทึกแบบ UTF-8",
    why="ไฟล์ที่ใช้รหัสภาษาไทยแบบเก่าแสดงเป็นตัวอักษรแปลก ๆ ในเว็บ",
    is_mended=True,
)
BOM = Rule(
    "file-bom",
    "มีอักขระ BOM นำหน้าไฟล์",
    wrong="บันทึกแบบ UTF-8 with BOM",
    right="บันทึกแบบ UTF-8",
    why="อักขระนี้ทำให้โปรแกรมไม่เห็นส่วนหัวของไฟล์ โปรแกรม Notepad รุ่นเก่าใส่ให้เองเมื่อบันทึก",
    is_mended=True,
)
CRLF = Rule(
    "file-line-ends",
    "ขึ้นบรรทัดใหม่แบบ Windows (CRLF)",
    wrong="บันทึกแบบ CRLF (Windows)",
    right="บันทึกแบบ LF (Unix)",
    why="การขึ้นบรรทัดสองแบบปนกันทำให้ประวัติการแก้ไขแสดงว่าทุกบรรทัดเปลี่ยน จึงอ่านทานไม่ได้",
    is_mended=True,
)
CONTROL = Rule(
    "file-control-character",
    "มีอักขระควบคุมที่มองไม่เห็น",
    wrong="ข้อความที่คัดลอกมาพร้อมอักขระที่มองไม่เห็น",
    right="ข้อความเดียวกันที่พิมพ์ใหม่",
    why="อักขระควบคุมและอักขระสลับทิศติดมาจากการคัดลอกจากโปรแกรมอื่น ทำให้หน้าเว็บหรือฟีดเสียรูป หรือซ่อนข้อความที่ผู้อ่านทานไม่เห็น",
)
MISSING = Rule(
    "front-matter-missing",
    "ไม่มีส่วนหัวของไฟล์",
    wrong="# หัวเรื่อง",
    right="---\ntitle: หัวเรื่อง\n---",
    why="ส่วนหัวบอกชื่อเรื่อง เจ้าของ วันที่ และสถานะ ถ้าไม่มี เว็บไซต์ไม่รู้ว่าจะแสดงเรื่องนี้ที่ใด",
)
UNCLOSED = Rule(
    "front-matter-unclosed",
    "ส่วนหัวไม่ปิดด้วย ---",
    wrong="---\ntitle: ก",
    right="---\ntitle: ก\n---",
    why="ถ้าไม่ปิด โปรแกรมแยกส่วนหัวกับเนื้อหาไม่ออก",
)
BROKEN = Rule(
    "front-matter-yaml",
    "ส่วนหัวอ่านไม่ได้",
    wrong="title: เรื่อง: ป้ายชื่อ",
    right='title: "เรื่อง: ป้ายชื่อ"',
    why="ส่วนหัวเขียนตามแบบ YAML ซึ่งใช้เครื่องหมาย : คั่น ข้อความที่มี : อยู่ข้างในจึงต้องครอบด้วยเครื่องหมายคำพูด",
)
DUPLICATE = Rule(
    "front-matter-duplicate",
    "หัวข้อซ้ำในส่วนหัว",
    wrong="title: ก\ntitle: ข",
    right="title: ก",
    why="ถ้ามีสองค่า โปรแกรมไม่รู้ว่าต้องใช้ค่าใด",
)

_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_DASHES = re.compile(r"^([-–—]{1,4})[ \t]*$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HINTS = {
    "mapping values are not allowed": "ข้อความมีเครื่องหมาย : อยู่ข้างใน ให้ครอบข้อความด้วยเครื่องหมายคำพูด",
    "cannot start any token": "มีแท็บหรือเครื่องหมายที่ใช้ขึ้นต้นไม่ได้ ให้ใช้เว้นวรรคแทนแท็บ และครอบข้อความด้วยเครื่องหมายคำพูด",
    "while scanning a quoted scalar": "เปิดเครื่องหมายคำพูดแล้วไม่ได้ปิด ให้เติมเครื่องหมายคำพูดปิดท้าย",
    "could not find expected ':'": "ขาดเครื่องหมาย : หลังชื่อหัวข้อ ให้พิมพ์ในรูป หัวข้อ: ข้อความ",
    "did not find expected": "ย่อหน้าหรือวงเล็บไม่ครบ ให้จัดแต่ละหัวข้อชิดซ้าย และปิดวงเล็บ [ ] ให้ครบ",
    "undefined alias": "ขึ้นต้นด้วย * ไม่ได้ ให้ครอบข้อความด้วยเครื่องหมายคำพูด",
}


@dataclass(frozen=True)
class FrontMatter:
    """A Markdown file taken apart."""

    values: Mapping[str, object]
    lines: Mapping[str, int]  # key ("title", "reviewed_by.date", "tags.0") → its line in the file, from 1
    typed: str | Callable[[], str] = field(repr=False, compare=False)  # the body, or what reads it
    body_line: int  # the line of the file on which the body starts
    head: str = field(default="", repr=False)  # the lines between the two ---, as typed; its first is line 2
    name: str = field(default="", repr=False)  # `facts.name_of` the file, by which facts are kept; empty: keep none

    def __post_init__(self) -> None:
        """What was read changes no more."""
        object.__setattr__(self, "values", MappingProxyType(self.values))
        object.__setattr__(self, "lines", MappingProxyType(self.lines))

    @property
    def body(self) -> str:
        """What stands below the head. Whoever reads it is noted, where somebody listens."""
        reads.note(self.name)
        return self.typed if isinstance(self.typed, str) else self.typed()

    def line(self, *place: object) -> int:
        """The line of a key, or of the nearest key around it; 1 where none is known."""
        while place:
            found = self.lines.get(".".join(map(str, place)))
            if found:
                return found
            place = place[:-1]
        return 1


@dataclass(frozen=True)
class Text:
    """The text of a file in one normal shape: no BOM, lines end in LF."""

    value: str
    problems: list[Problem] = field(default_factory=list)


def read_text(file: Path, path: str) -> Text:
    """The text of a file and what was wrong with it. Never raises: what cannot be opened is a problem as well."""
    data = bytes_of(file, path)
    return Text("", [data]) if isinstance(data, Problem) else decode(data, path)


def bytes_of(file: Path, path: str) -> bytes | Problem:
    """What a file holds, or why it cannot be opened."""
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):  # a folder; a pipe would keep us waiting for ever
            return UNREADABLE.at(path, 1, "เป็นโฟลเดอร์ ไม่ใช่ไฟล์ ให้เปลี่ยนชื่อโฟลเดอร์ หรือวางไฟล์แทน")
        return _too_large(state.st_size, path) if state.st_size > MAX_BYTES else file.read_bytes()
    except OSError as error:
        return UNREADABLE.at(path, 1, explain(OSError(error.errno, "")))  # its path stands before it


def decode(data: bytes, path: str) -> Text:
    """Bytes → text and what was wrong with the bytes. Never raises.

    A file that is not strict UTF-8 is read as CP874 (Thai Windows) so that its other faults can be told too.
    """
    problems = []
    if len(data) > MAX_BYTES:
        return Text("", [_too_large(len(data), path)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode(_other_encoding(data), errors="replace").removeprefix("\ufeff")
        problems.append(
            NOT_UTF8.at(
                path,
                line,
                "ไฟล์นี้ไม่ได้บันทึกเป็น UTF-8 (อาจเป็นรหัสภาษาไทยแบบเก่า CP874) ให้เปิดในโปรแกรมแก้ไขข้อความ "
                "แล้วบันทึกใหม่โดยเลือก Encoding เป็น UTF-8 หรือพิมพ์คำสั่ง khlang check --fix",
            )
        )
    if text.startswith("\ufeff"):
        text = text.removeprefix("\ufeff")
        problems.append(
            BOM.at(
                path,
                1,
                (
                    "มีอักขระ BOM ที่มองไม่เห็นนำหน้าไฟล์ ให้บันทึกใหม่โดยเลือก Encoding เป็น UTF-8 (ไม่ใช่ UTF-8 with BOM) "
                    "หรือพิมพ์คำสั่ง khlang check --fix"
                ),
            )
        )
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        problems.append(
            CRLF.at(
                path,
                line,
                (
                    "ไฟล์ขึ้นบรรทัดใหม่แบบ Windows (CRLF) ให้เลือก LF ในโปรแกรมแก้ไขข้อความแล้วบันทึกใหม่ "
                    "หรือพิมพ์คำสั่ง khlang check --fix"
                ),
            )
        )
    if control := HIDDEN.search(text):
        line = text.count("\n", 0, control.start()) + 1
        text = _CONTROL.sub("", text)  # the others stay: importing reads letters of a wrong code page by them
        problems.append(
            CONTROL.at(path, line, (f"มีอักขระควบคุมที่มองไม่เห็น (U+{ord(control[0]):04X}) ให้ลบข้อความช่วงนี้แล้วพิมพ์ใหม่"))
        )
    if not text.strip():
        problems.append(EMPTY.at(path, 1, "ไฟล์ว่าง ให้ใส่ส่วนหัวและเนื้อหา หรือลบไฟล์นี้ (คำสั่ง khlang new สร้างไฟล์ที่พร้อมเขียนให้)"))
    return Text(text, problems)


def _too_large(size: int, path: str) -> Problem:
    said = f"ไฟล์ใหญ่ {size / 1_000_000:.1f} ล้านไบต์ เกินหนึ่งล้านไบต์"
    advice = "ให้แยกเป็นหลายเรื่อง หรือแนบเอกสารเป็นไฟล์ PDF แทนการวางไว้ในข้อความ"
    return TOO_LARGE.at(path, 1, f"{said} {advice}")


def _other_encoding(data: bytes) -> str:
    """What bytes that are no UTF-8 most likely are: UTF-16 says so itself, else Thai Windows."""
    return "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp874"


def split(text: str, path: str) -> FrontMatter | Problem:
    """Text → front matter and body, or the one problem that makes the front matter unreadable."""
    if not re.match(r"---[ \t]*\n", text):
        if dashes := re.match(r"[-–—]{1,4}(?=[ \t]*\n)", text):
            message = (
                f"บรรทัดแรกพิมพ์ {dashes[0]} แทน --- (โทรศัพท์เปลี่ยนขีดให้เอง) ให้พิมพ์ขีดสั้นสามขีด --- ทั้งบรรทัดแรกและบรรทัดปิดส่วนหัว"
            )
            return MISSING.at(path, 1, message, 1, len(dashes[0]), "---")
        if found := re.match(r"(?:\s|```\w*\n)+(?=---[ \t]*\n)", text):
            said = "บรรทัด ```" if "`" in found[0] else "บรรทัดว่างหรือเว้นวรรค"
            return MISSING.at(path, 1, f"มี{said}อยู่ก่อน --- ของส่วนหัว ให้ลบออก ให้ --- อยู่ชิดซ้ายในบรรทัดแรกของไฟล์")
        return MISSING.at(
            path, 1, "ไฟล์ต้องขึ้นต้นด้วยส่วนหัวระหว่างบรรทัด --- สองบรรทัด เช่น บรรทัดแรก --- บรรทัดต่อไป title: ชื่อเรื่อง แล้วปิดด้วย ---"
        )
    start = text.index("\n") + 1
    closing = _CLOSING.search(text, start)
    if closing is None and (dashes := _DASHES.search(text, start)):
        line = text.count("\n", 0, dashes.start()) + 1
        message = f"บรรทัดนี้พิมพ์ {dashes[1]} แทน --- ที่ปิดส่วนหัว ให้พิมพ์ขีดสั้นสามขีด ---"
        return UNCLOSED.at(path, line, message, 1, len(dashes[1]), "---")
    if closing is None:
        return UNCLOSED.at(path, 1, "ส่วนหัวเปิดด้วย --- แล้วไม่ได้ปิด ให้เพิ่มบรรทัด --- ต่อจากหัวข้อสุดท้ายของส่วนหัว")
    read = read_yaml(text[start : closing.start()], path, first_line=2)
    if isinstance(read, Problem):
        return read
    values, lines = read
    if not isinstance(values, dict):
        return BROKEN.at(path, 2, "ส่วนหัวต้องเป็นรายการในรูป หัวข้อ: ข้อความ บรรทัดละหนึ่งหัวข้อ เช่น title: ชื่อเรื่อง")
    body_start = min(closing.end() + 1, len(text))
    body_line = text.count("\n", 0, body_start) + 1
    return FrontMatter(values, lines, text[body_start:], body_line, text[start : closing.start()])


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[object, dict[str, int]] | Problem:
    """YAML → mappings, lists and text, and the line of every key, or the first problem in it.

    What is typed stays text until a field wants a number, a day, yes or no: YAML would take 2569-11-22 for a day in the
    common era, 0o17 for fifteen, no for a lie. Nothing typed is None. Duplicate keys, tags of programming languages and
    aliases (`*name`, with which nine lines fill the memory) are problems.
    """
    try:
        _refuse_depth(text, path, first_line)
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return {}, {}
        reader = _Reader(path, first_line)
        return reader.value(node, ()), reader.lines
    except _Refused as refused:
        return refused.problem
    except (yaml.YAMLError, ValueError) as error:
        return _explain(error, text, path, first_line)


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_NULL = f"{_TAG}null"
_PLAIN = {f"{_TAG}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")}
_MAX_DEPTH = 8
_MAX_LISTS = 10_000  # and mappings
_COMPOSABLE = 2_000  # levels of which libyaml is sure to come back; far deeper ones end the process
_OPENING = re.compile(r"[\[{]|[-?:](?=[ \t])")
_TOO_DEEP = "ส่วนหัวยาวหรือซ้อนกันลึกเกินไป ให้เขียนเป็นรายการธรรมดา"


class _Refused(Exception):
    def __init__(self, problem: Problem):
        super().__init__(problem.message)
        self.problem = problem


def _refuse_depth(text: str, path: str, first_line: int) -> None:
    """Raise _Refused where a text nests too deep to be composed: libyaml calls itself once a level, without a limit."""
    if len(_OPENING.findall(text)) <= _COMPOSABLE:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH + 1:
            line = event.start_mark.line if event.start_mark else 0
            raise _Refused(BROKEN.at(path, line + first_line, _TOO_DEEP))


class _Reader:
    """Turns YAML nodes into values, remembering the line of every key."""

    def __init__(self, path: str, first_line: int):
        self.path = path
        self.first_line = first_line
        self.lines: dict[str, int] = {}
        self.lists = 0
        self.known: set[int] = set()  # nodes already met: an alias leads to one again

    def value(self, node: yaml.Node, place: tuple[str, ...]) -> object:
        if place:
            self.lines.setdefault(".".join(place), self.line(node))
        if node.tag not in _PLAIN:
            raise self.refused(node, f"ใช้ {node.tag} ในส่วนหัวไม่ได้ ให้พิมพ์เป็นข้อความธรรมดา")
        if id(node) in self.known:
            raise self.refused(node, "ใช้ * อ้างถึงค่าที่พิมพ์ไว้แล้วไม่ได้ ให้พิมพ์ค่านั้นอีกครั้ง หรือครอบข้อความด้วยเครื่องหมายคำพูด")
        if isinstance(node, yaml.ScalarNode):
            self.refuse_hidden(node)
            self.known.add(id(node))
            return None if node.tag == _NULL else node.value
        self.lists += 1
        if len(place) > _MAX_DEPTH or self.lists > _MAX_LISTS:
            raise self.refused(node, _TOO_DEEP)
        self.known.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*place, str(i))) for i, child in enumerate(node.value)]
        return dict(self.pairs(node, place))

    def pairs(self, node: yaml.Node, place: tuple[str, ...]) -> Iterator[tuple[str, object]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.refused(key_node, "ชื่อหัวข้อต้องเป็นข้อความ เช่น title: ชื่อเรื่อง")
            self.refuse_hidden(key_node)
            key, line = str(key_node.value), self.line(key_node)
            if key in seen:
                said = f"หัวข้อ {key} มีแล้วที่บรรทัด {seen[key]} ให้เหลือไว้เพียงบรรทัดเดียว"
                raise _Refused(DUPLICATE.at(self.path, line, said))
            seen[key] = line
            self.lines[".".join((*place, key))] = line
            yield key, self.value(value_node, (*place, key))

    def refuse_hidden(self, node: yaml.ScalarNode) -> None:
        """Refuse what an escape in double quotes makes: "\\u202e" is typed in letters that everybody sees."""
        if hidden := HIDDEN.search(node.value):
            raise _Refused(
                CONTROL.at(
                    self.path,
                    self.line(node),
                    f"มีรหัสของอักขระที่มองไม่เห็น (U+{ord(hidden[0]):04X}) ให้ลบรหัสที่ขึ้นต้นด้วย \\ ในเครื่องหมายคำพูดแล้วพิมพ์ใหม่",
                )
            )

    def line(self, node: yaml.Node) -> int:
        return node.start_mark.line + self.first_line

    def refused(self, node: yaml.Node, said: str) -> _Refused:
        return _Refused(BROKEN.at(self.path, self.line(node), said))


_SIGN_FIRST = re.compile(r"\w+:[ \t]+([@%`*&!|>\[\]{}-])(?=[\w \t])(?!.*\]\s*$)(?![^\n]*:[ \t])")
_TIGHT_KEY = re.compile(r"([a-z_]+)(?:：|:(?=[^\s\"'\[{])|:\u00a0)")


def _explain(error: Exception, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = first_line + (mark.line if mark else 0)
    said = str(error)
    typed = text.split("\n")
    if mark and mark.line < len(typed):
        if re.match(r"\w+:[ \t]*[\"“'].*[\"”'][ \t]*[^\s#]", typed[mark.line]):
            hint = "ข้อความขึ้นต้นด้วยเครื่องหมายคำพูดแต่ไม่จบด้วยเครื่องหมายคำพูด ให้ครอบทั้งข้อความด้วยเครื่องหมายคำพูด '…'"
            return BROKEN.at(path, line, f"อ่านบรรทัดนี้ไม่ได้: {hint}")
        if begun := _SIGN_FIRST.match(typed[mark.line]):
            hint = f"ข้อความขึ้นต้นด้วย {begun[1]} ให้ครอบทั้งข้อความด้วยเครื่องหมายคำพูด '…'"
            return BROKEN.at(path, line, f"อ่านบรรทัดนี้ไม่ได้: {hint}")
        for back, near in enumerate((typed[mark.line], typed[mark.line - 1])[: mark.line + 1]):
            if tight := _TIGHT_KEY.match(near):
                hint = f"ให้พิมพ์ {tight[1]}: แล้วเว้นวรรคหนึ่งครั้งก่อนข้อความ"
                return BROKEN.at(path, line - back, f"อ่านบรรทัดนี้ไม่ได้: {hint}")
            if back and ":" not in near and near.strip() and not near.startswith((" ", "-", "#")):
                hint = "บรรทัดนี้ต่อจากบรรทัดบน ให้พิมพ์ข้อความของหัวข้อหนึ่งในบรรทัดเดียว"
                return BROKEN.at(path, line - back, f"อ่านบรรทัดนี้ไม่ได้: {hint}")
        if re.match(r"[ \t]+\w+:", typed[mark.line]):
            key = typed[mark.line].split(":")[0].strip()
            return BROKEN.at(path, line, f"อ่านบรรทัดนี้ไม่ได้: มีเว้นวรรคหน้า {key} ให้ลบเว้นวรรคหน้า {key} ให้ชิดซ้าย")
    hint = next((hint for part, hint in _HINTS.items() if part in said), "ให้พิมพ์ในรูป หัวข้อ: ข้อความ บรรทัดละหนึ่งหัวข้อ")
    return BROKEN.at(path, line, f"อ่านบรรทัดนี้ไม่ได้: {hint}")
