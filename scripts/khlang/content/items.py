"""The lists of a text read as data: questions, needs, actions, each with a permanent id.

    ## ปุ (ถาม) ปัญหา ความต้องการ ข้อเสนอแนะ

    - คำถามแบบใดช่วยให้เด็กมองได้ละเอียด {#q7x2m9}

    ## การดำเนินงาน

    - รวบรวมชุดคำถาม {#a4n8ta}
        - ผู้รับผิดชอบ: กลุ่มนิเทศฯ
        - กำหนดแล้วเสร็จ: 15 ธ.ค. 2569

Every item on the outermost level of a list in such a section is one; what stands below it in the form `name: value` are
its parts. The id belongs to the item, not to its place: lists may be sorted, words rewritten, and the address lives on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from khlang.content import ids
from khlang.content.entry import Entry
from khlang.content.kind import Section
from khlang.content.lists import INDENT, ITEM_ID, MARKER, columns
from khlang.content.markdown import prose
from khlang.thai.normal import normalise
from khlang.thai.nothing import is_nothing

_PART = re.compile(r"(?P<label>[^:：]{1,40})[:：][ \t]*(?P<value>.*)")
RESPONSIBLE, DUE, STATE, PROOF = "ผู้รับผิดชอบ", "กำหนดแล้วเสร็จ", "สถานะ", "หลักฐาน"
PARTS = (RESPONSIBLE, DUE, STATE, PROOF)
"""The names of an action's parts, as writers type them."""

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_HEADING = re.compile(r"#{1,6}[ \t]")
_QUOTE = re.compile(r"[ ]{0,3}>")
_NAMED = re.compile(rf"[a-z][{ids.ALPHABET}]{{{ids.LENGTH}}}")


@dataclass(frozen=True)
class Part:
    """A line below an item, as `ผู้รับผิดชอบ: กลุ่มนิเทศฯ`."""

    label: str
    value: str
    line: int


@dataclass(frozen=True)
class Item:
    """One item of a list whose items have permanent ids."""

    letter: str  # "q": question, need or suggestion; "a": action
    id: str | None  # as typed; None while it has none
    text: str  # its words, without marks and links
    line: int  # of the file; where the item begins
    end: int  # the column, from 1, after the last letter of that line: where an id is to be typed
    parts: tuple[Part, ...] = field(default=(), compare=False)

    @property
    def is_named(self) -> bool:
        """Whether its id has the right form."""
        return self.id is not None and ids.pattern(self.letter).match(self.id) is not None

    def part(self, label: str) -> Part | None:
        """The first part of a name; None where there is none."""
        return next((part for part in self.parts if part.label == label), None)


def items(entry: Entry, letter: str) -> tuple[Item, ...]:
    """The items of an entry whose ids begin with a letter, in their order; what says that there is nothing is none."""
    return tuple(item for section in entry.kind.sections if section.item == letter for item in _of(entry, section))


def blocks(entry: Entry, section: Section) -> Iterator[tuple[int, int]]:
    """First and last line, of the file, of every stretch of text that a section covers."""
    tops = [heading for heading in entry.headings if heading.level <= 2]
    last = entry.front_matter.body_line + entry.body.count("\n")
    for heading, after in zip(tops, [*tops[1:], None], strict=True):
        if section.matches(heading.text):
            yield heading.line + 1, (after.line - 1 if after else last)


def lines_of(entry: Entry, first: int, last: int) -> list[str]:
    """The items and paragraphs between two lines of the file, marks of lists and ids taken off, what is nested left out."""
    start = entry.front_matter.body_line
    lines: list[str] = []
    is_open = False
    for line in prose(entry.body).split("\n")[first - start : last - start + 1]:
        marker = MARKER.fullmatch(line)
        is_nested = columns(line) >= INDENT
        if not line.strip() or (marker and is_nested):
            is_open = False
        elif marker or not is_open:
            lines.append(marker["text"] if marker else line.strip())
            is_open = True
        else:
            lines[-1] += f" {line.strip()}"
    return [ITEM_ID.sub("", text) for text in lines]


def loose_ids(entry: Entry, section: Section) -> Iterator[tuple[int, str]]:
    """Line, of the file, and id of every line of a section that ends in an id and is no item, as the page has it."""
    start = entry.front_matter.body_line
    lines = prose(entry.body).split("\n")
    for first, last in blocks(entry, section):
        taken = {number + i for number, words, _ in _read(lines[first - start : last - start + 1], first)
                 for i in range(len(words))}  # fmt: skip
        for number, line in enumerate(lines[first - start : last - start + 1], first):
            match = ITEM_ID.search(line)
            if match and number not in taken and _NAMED.fullmatch(match["id"]) and not _HEADING.match(line):
                yield number, match["id"]


def ids_of(text: str) -> list[str]:
    """Every id at the end of a list's item in a text, wherever it stands; in the order of the text."""
    marked = (match["text"] for line in prose(text).split("\n") if (match := MARKER.fullmatch(line)))
    return [
        match["id"] for item_text in marked if (match := ITEM_ID.search(item_text)) and _NAMED.fullmatch(match["id"])
    ]


def with_ids(text: str, letter: str, source: str) -> str:
    """A text as somebody typed it into a form → a list whose items have ids, which the same source always gives.

    Where nothing is a list, every line is an item, or a part of the one above. What says that there is nothing stays.
    """
    lines = text.split("\n")
    if not any(MARKER.fullmatch(line) for line in lines):
        lines = [line if is_nothing(line) else _as_item(line.strip()) for line in lines if line.strip()]
    for number, words, _ in _read(prose("\n".join(lines)).split("\n"), 0):
        if not any(map(ITEM_ID.search, words)) and not is_nothing(" ".join(words)):
            lines[number] = f"{lines[number].rstrip()} {{#{ids.derived(letter, f'{source} {words[0]}')}}}"
    return "\n".join(lines)


def plain(text: str) -> str:
    """The words of a line of Markdown: no marks of emphasis, no targets of links."""
    return " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", text)).split())


def _of(entry: Entry, section: Section) -> Iterator[Item]:
    start = entry.front_matter.body_line
    shown, typed = prose(entry.body).split("\n"), entry.body.split("\n")
    for first, last in blocks(entry, section):
        for number, words, parts in _read(shown[first - start : last - start + 1], first):
            if not is_nothing(ITEM_ID.sub("", " ".join(words))):
                yield _item(section.item, number, words, tuple(parts), typed[number - start])


def _read(lines: list[str], first: int) -> list[tuple[int, list[str], list[Part]]]:
    """Line, words and parts of every item on the outermost level of the lists in some lines, as the page has them."""
    read: list[tuple[int, list[str], list[Part]]] = []
    is_list = is_open = False  # within a list; within the words of its last item
    may_begin = after_empty = True  # an item may stand here: no paragraph is open; right after an empty line
    for number, line in enumerate(lines, first):
        marker = MARKER.fullmatch(line)
        is_nested = columns(line) >= INDENT
        if not line.strip():
            is_open, may_begin, after_empty = False, True, True
            continue
        if _HEADING.match(line):
            is_list, is_open, may_begin = False, False, True
        elif _QUOTE.match(line):
            is_list = is_open = may_begin = is_open  # what follows belongs to the quotation, unless an item holds it
        elif is_list and marker and (is_nested or _names_part(marker["text"])):
            read[-1][2].extend(_part(marker["text"], number))
            is_open = False
            # what begins inside an item takes the lines below it along
            may_begin = may_begin and not (after_empty and is_nested)
        elif marker and may_begin and not is_nested:
            read.append((number, [marker["text"]], []))
            is_list = is_open = True
        elif is_open:
            read[-1][1].append(line.strip())
        elif is_list or not (may_begin and is_nested):  # else code by its indentation, which ends with it
            is_list = is_list and is_nested  # a paragraph: what is indented below it belongs to no item
            may_begin = False
        after_empty = False
    return read


def _item(letter: str, line: int, words: list[str], parts: tuple[Part, ...], typed: str) -> Item:
    id_ = next((match["id"] for line_text in reversed(words) if (match := ITEM_ID.search(line_text))), None)
    text = plain(" ".join(ITEM_ID.sub("", line_text) for line_text in words))
    return Item(letter, id_, text, line, len(typed.rstrip()) + 1, parts)


def _as_item(line: str) -> str:
    part = _PART.fullmatch(line)
    return f"    - {line}" if part and normalise(part["label"]).strip() in PARTS else f"- {line}"


def _names_part(text: str) -> bool:
    part = _PART.fullmatch(text.strip())
    return part is not None and normalise(part["label"]).strip(" *_") in PARTS


def _part(text: str, line: int) -> Iterator[Part]:
    part = _PART.fullmatch(text.strip())
    if part:
        yield Part(normalise(part["label"]).strip(" *_"), part["value"].strip(), line)
