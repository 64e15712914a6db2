"""An issue made with one of our forms → a file for a draft pull request, or what to mend in the issue.

Everything in an issue is a stranger's text. It is read as data, never put into a command; the file's name is made of
the kind, the day and the issue's number; what is told back names the question, not what was typed.

    event ──issue()──► Issue ──take()──► Taken: path, text ──the same checks as for every file──► tell(): comment
                                   └──► Refused: what is wrong with the answers ──────────────────► tell(): comment
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from khlang.checks.personal import allowed_contacts, describe
from khlang.content import ids
from khlang.content.fields import CONSENTS, Control, Field, nested, rows_broken, runs_broken
from khlang.content.items import with_ids
from khlang.content.kind import Kind, Section
from khlang.content.kinds import KINDS
from khlang.content.library import Library
from khlang.content.meta import EntryMeta
from khlang.content.problem import Problem, rule_page
from khlang.content.tidy import clean, tidy
from khlang.contributing.draft import compose
from khlang.contributing.issue_forms import CONSENT, Question, questions, title_field
from khlang.contributing.report import inert
from khlang.privacy.patterns import find
from khlang.thai.dates import BANGKOK, read_day
from khlang.thai.normal import normalise
from khlang.thai.numerals import arabic_digits

LABEL = "รับเรื่อง"
TITLE = "ชื่อเรื่อง (Title)"  # the issue's own field, above the form
_MAX_LETTERS = 65_536  # of an issue's body, as GitHub has it
_LONGEST_NUMBER = 15  # digits; a number of the machine keeps so many
_NOTHING = ("", "_No response_", "None")  # what GitHub writes for an open answer
_MAX_ROWS, _MAX_ROW = 40, 1_000  # a comment may have 65,536 characters

_THANKS = """\
ขอบคุณที่ฝากความรู้ ตรวจแล้วไม่พบสิ่งที่ต้องแก้ เรื่องนี้เตรียมเป็นคำขอนำขึ้นเว็บไซต์ (draft pull request) ให้ผู้อ่านทานแล้ว \
ไม่ต้องทำอะไรเพิ่ม เมื่อเผยแพร่ เรื่องที่แจ้งนี้จะปิดเอง
"""
_ADVICE = """
ถ้ามีเวลา แก้สิ่งเหล่านี้แล้วเรื่องจะอ่านง่ายขึ้น (ไม่แก้ก็เผยแพร่ได้)

{places}
"""
_MEND = """\
ขอบคุณที่ฝากความรู้ ยังนำขึ้นเว็บไซต์ไม่ได้ เพราะมีสิ่งที่ต้องแก้ {count} แห่ง

{places}

**วิธีแก้** กดจุดสามจุดมุมขวาบนของข้อความแรก เลือก **Edit** แก้ใต้หัวข้อที่บอกไว้ โดยไม่ลบบรรทัดที่ขึ้นต้นด้วย `###` แล้วกด **Save** \
ชื่อเรื่องแก้ที่ปุ่ม **Edit** ข้างชื่อ เสร็จแล้วพิมพ์ตอบว่าแก้แล้ว ผู้ดูแลจะติดป้าย {label} อีกครั้ง
"""
_LEAK = """\
**พบข้อมูลส่วนบุคคล จึงยังไม่รับเรื่องนี้** ข้อความนี้ไม่ทวนข้อมูลซ้ำ

{places}

**ผู้ส่ง** กดจุดสามจุดมุมขวาบนของข้อความแรก เลือก **Edit** ลบข้อมูลนั้นออกทันที แล้วกด **Save**

**ผู้ดูแล** ข้อมูลนี้เปิดเผยอยู่ในเรื่องที่แจ้งแล้ว หลังแก้ให้กดคำว่า **edited** เหนือข้อความ เลือกรุ่นเดิม แล้วกด **Delete revision from history** \
ถ้าอยู่ในชื่อเรื่องหรือเป็นข้อมูลอ่อนไหว ให้ลบเรื่องที่แจ้งทั้งเรื่อง จากนั้นจึงติดป้าย {label} อีกครั้ง
"""
_STUMBLED = """\
ขอบคุณที่ฝากความรู้ โปรแกรมอ่านเรื่องนี้ไม่สำเร็จ จึงยังนำขึ้นเว็บไซต์ไม่ได้ ข้อความที่ส่งมายังอยู่ครบ

- {what}

**ผู้ส่ง** ถ้าในข้อความมีเครื่องหมายซ้ำกันมาก หรือรายการที่ซ้อนกันหลายชั้น ให้แก้ข้อความแรกให้ง่ายลง แล้วพิมพ์ตอบว่าแก้แล้ว

**ผู้ดูแล** ถ้าติดป้าย {label} อีกครั้งแล้วยังอ่านไม่ได้ ให้คัดลอกข้อความมาเขียนเป็นไฟล์เอง และแจ้งผู้ดูแลโปรแกรมพร้อมบรรทัดข้างบน
"""
_REQUEST = """\
จากเรื่องที่แจ้ง #{number} ผู้ดูแลติดป้ายรับเรื่องแล้ว และผ่านการตรวจของโปรแกรม

{page}
## ก่อนกด Ready for review

- [ ] ไม่มีชื่อ ภาพ หรือข้อมูลที่บอกตัวนักเรียนได้ รวมทั้งชื่อเล่น และคำบอกเล่าที่รวมกันแล้วรู้ว่าเป็นใคร
- [ ] ผู้ที่มีชื่อเป็นผู้เขียนยินยอมแล้ว และข้อความเป็นของผู้ส่งหรือได้รับอนุญาต
- [ ] แก้คำผิดในไฟล์นี้ได้เลยที่แท็บ Files changed หลังแก้แล้วอย่าติดป้ายรับเรื่องซ้ำ เพราะไฟล์จะถูกสร้างทับ

Closes #{number}
"""


@dataclass(frozen=True)
class Issue:
    """An issue as it was when the label was set."""

    repository: str  # owner/name
    number: int
    title: str
    body: str
    day: datetime.date  # on which it was opened, in Bangkok


@dataclass(frozen=True)
class Fault:
    """One thing to mend or to improve: under which question, and how."""

    label: str
    message: str
    is_private: bool = False  # it is about personal data; the message does not repeat them
    rule: str = ""  # the id of the rule of the check that it broke, if it was one


@dataclass(frozen=True)
class Taken:
    """The file that an issue makes, and the question that each part of it answers."""

    kind: Kind
    path: str  # below docs
    text: str
    starts: tuple[tuple[int, str], ...]  # line of the file, label of the question whose answer starts there; in order

    def label(self, line: int) -> str:
        """The question whose answer stands on a line."""
        return next((label for start, label in reversed(self.starts) if start <= line), TITLE)


@dataclass(frozen=True)
class Answer:
    """What was typed under a question; one without a field is a part of the text."""

    label: str
    is_required: bool
    field: Field | None
    text: str
    section: Section | None = None

    @classmethod
    def of(cls, question: Question, text: str) -> Answer:
        """The answer to a question of the form."""
        return cls(question.label, question.is_required, question.field, text, question.section)


class Refused(Exception):
    """The answers make no file. `faults` say why."""

    def __init__(self, *faults: Fault):
        super().__init__("\n".join(f"{fault.label}: {fault.message}" for fault in faults))
        self.faults = faults


def issue(event: bytes) -> Issue:
    """The issue of GitHub's `issues` event (https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues).

    Raises ValueError unless the event is that somebody set our label on an issue: only those who may sort issues can.
    """
    try:
        told: Any = json.loads(event)
        found = told["issue"]
        is_ours = told["action"] == "labeled" and told["label"]["name"] == LABEL and "pull_request" not in found
        made = Issue(
            str(told["repository"]["full_name"]),
            found["number"],
            str(found["title"]),
            str(found["body"] or ""),
            datetime.datetime.fromisoformat(found["created_at"]).astimezone(BANGKOK).date(),
        )
    except (KeyError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise ValueError("ไฟล์เหตุการณ์ไม่ใช่เหตุการณ์ของเรื่องที่แจ้งใน GitHub") from error
    if not is_ours or type(made.number) is not int or made.number < 1:
        raise ValueError(f"รับเฉพาะเหตุการณ์ที่ผู้ดูแลติดป้าย {LABEL} ให้เรื่องที่แจ้ง")
    return made


def take(found: Issue, library: Library) -> Taken:
    """The file that an issue makes. Raises Refused with everything that is wrong with its answers."""
    _refuse_what_nobody_can_read(found, library)
    kind, answers = _answers(found.body, library)
    asks = questions(kind, library.vocabulary)
    title = title_field(kind, library.vocabulary)
    answered = [Answer(TITLE, True, title, _one_line(found.title))] if title else []
    answered += [Answer.of(ask, answers[ask.label].strip() if ask.field else tidy(answers[ask.label])) for ask in asks]
    faults = [] if _agreed(answers[CONSENT]) else [Fault(CONSENT, "ยังไม่ได้ทำเครื่องหมายครบทุกข้อ ให้อ่านแล้วทำเครื่องหมาย")]
    values = nested(_values(answered, faults))
    faults += _together(kind, answered)
    if faults:
        raise Refused(*faults)
    values.setdefault("date", found.day.isoformat())
    values |= {
        "id": ids.derived(kind.letter, f"{found.repository}#{found.number}", library.by_id),
        "status": "published",  # once it is merged
    }
    if "public" in kind.meta.model_fields:
        values["public"] = True  # the first question, which nobody passes without a tick
    path = f"{kind.folder}/{values['date']}-issue-{found.number}.md"
    texts = [one for one in answered if one.field is None and (one.text or one.is_required)]
    return _file(kind, path, values, _named(texts, str(values["id"])))


def sort(taken: Taken, problems: Iterable[Problem]) -> tuple[list[Fault], list[Fault]]:
    """What must and what should be mended in the file that an issue made, by question instead of by line."""
    own = [problem for problem in problems if problem.path == taken.path]
    told = [(one.is_error, Fault(taken.label(one.line), one.message, one.is_private, one.rule)) for one in own]
    return [fault for is_error, fault in told if is_error], [fault for is_error, fault in told if not is_error]


def personal_data(found: Issue, library: Library) -> list[Fault]:
    """Personal data in the issue, which is public already: masked, and where to look for them."""
    parts = {TITLE: found.title, "ข้อความ": found.body}
    allowed = allowed_contacts(library.settings)
    return [Fault(label, describe(one), True) for label, text in parts.items() for one in find(text, allowed)]


def comment(faults: Sequence[Fault], advice: Sequence[Fault] = (), site: str = "") -> str:
    """What to answer below the issue, in Markdown. Beside personal data nothing that was typed is repeated.

    `site` is the site's address, where the rules are explained, or empty.
    """
    if private := [fault for fault in faults if fault.is_private]:
        return _LEAK.format(places=_rows(private, site), label=LABEL)
    if faults:
        return _MEND.format(count=len(faults), places=_rows(faults, site), label=LABEL)
    return _THANKS + (_ADVICE.format(places=_rows(advice, site)) if advice else "")


def stumbled(problem: Problem) -> str:
    """What to answer where our own program did not come to an end with an issue."""
    return _STUMBLED.format(what=inert(problem.message), label=LABEL)


def request(found: Issue, page: str) -> str:
    """The text of the draft pull request, for those who review it; merging it closes the issue."""
    return _REQUEST.format(number=found.number, page=page)


def _rows(faults: Sequence[Fault], site: str) -> str:
    """One line for each, the same thing said once, as many as a comment of GitHub holds with ease."""
    rows = list(
        dict.fromkeys(f"- **{inert(one.label)}** {inert(one.message)}"[:_MAX_ROW] + _why(one, site) for one in faults)
    )
    more = [f"- และอีก {len(rows) - _MAX_ROWS} แห่ง"] if len(rows) > _MAX_ROWS else []
    return "\n".join([*rows[:_MAX_ROWS], *more])


def _why(fault: Fault, site: str) -> str:
    return f" ([เหตุผลและตัวอย่าง]({rule_page(fault.rule, site)}))" if site and fault.rule else ""


def _refuse_what_nobody_can_read(found: Issue, library: Library) -> None:
    known = next((path for path in sorted(library.files) if path.endswith(f"-issue-{found.number}.md")), None)
    if known:
        raise Refused(Fault(TITLE, f"เรื่องนี้รับเข้าแล้วเป็นไฟล์ docs/{known} ให้แก้ในไฟล์นั้น"))
    if len(found.body) > _MAX_LETTERS:
        raise Refused(Fault(TITLE, f"ข้อความยาวเกิน {_MAX_LETTERS} ตัวอักษร ให้แบ่งเป็นหลายเรื่อง"))


def _answers(body: str, library: Library) -> tuple[Kind, dict[str, str]]:
    """The kind whose form was used, and the answer below each of its headings."""
    lines = clean(body).split("\n")
    titles = [normalise(line[4:].strip()) if line.startswith("### ") else None for line in lines]
    kinds = [kind for kind in KINDS.values() if kind.folder]
    own = {kind.name: _own_labels(kind, library) for kind in kinds}
    kind = max(kinds, key=lambda one: sum(label in titles for label in own[one.name]) / len(own[one.name]))
    if not any(label in titles for label in own[kind.name]):
        raise Refused(Fault(TITLE, "เรื่องนี้ไม่ได้ส่งด้วยแบบฟอร์ม ให้กด New issue เลือกแบบ แล้วคัดลอกข้อความไปใส่"))
    labels = [CONSENT, *(ask.label for ask in questions(kind, library.vocabulary))]
    _refuse_unclear_headings(titles, labels)
    places = sorted((titles.index(label), label) for label in labels)
    ends = [*(place for place, _ in places[1:]), len(lines)]
    found = {}
    for (place, label), end in zip(places, ends, strict=True):
        answer = "\n".join(lines[place + 1 : end]).strip("\n").rstrip()
        found[label] = "" if answer.strip() in _NOTHING else answer
    return kind, found


def _own_labels(kind: Kind, library: Library) -> list[str]:
    """The questions that tell the form of a kind from the others: its text, or its own fields where it has none."""
    asks = questions(kind, library.vocabulary)
    texts = [ask.label for ask in asks if ask.field is None and ask.is_required]
    return texts or [ask.label for ask in asks if ask.id not in EntryMeta.model_fields]


def _refuse_unclear_headings(titles: list[str | None], labels: list[str]) -> None:
    faults = [
        Fault(label, f"ไม่พบบรรทัด ### {label} ให้เติมบรรทัดนั้นกลับคืนแล้วเขียนคำตอบข้างใต้")
        if label not in titles
        else Fault(label, f"มีบรรทัด ### {label} มากกว่าหนึ่งแห่ง ถ้าเป็นหัวข้อย่อยในคำตอบให้ใช้ #### แทน ###")
        for label in labels
        if titles.count(label) != 1
    ]
    if faults:
        raise Refused(*faults)


def _agreed(answer: str) -> bool:
    ticked = {line[5:].strip() for line in answer.split("\n") if re.match(r"- \[[xX]\]", line)}
    return ticked >= {normalise(one) for one in CONSENTS}


def _values(answered: Sequence[Answer], faults: list[Fault]) -> dict[str, Any]:
    """The fields of the front matter; what is missing or cannot be one is added to `faults`."""
    values: dict[str, Any] = {}
    for one in answered:
        if one.is_required and not one.text.strip():
            faults.append(Fault(one.label, "ยังว่างอยู่ ให้เขียนคำตอบ ถ้าไม่มีให้พิมพ์ว่า ไม่มี"))
        elif one.field and one.text:
            try:
                values[one.field.name] = _value(one.field, one.text)
            except ValueError as error:
                faults.append(Fault(one.label, str(error)))
    return values


def _together(kind: Kind, answered: Sequence[Answer]) -> Iterator[Fault]:
    """What is wrong with answers that belong together."""
    asks = [one.field for one in answered if one.field]
    given = {one.field.name for one in answered if one.field and one.text}
    labels = {field.name: field.label for field in asks}
    if runs_broken(kind, given):
        ways = " หรือ ".join(f"({' และ '.join(labels[name] for name in run)})" for run in kind.asking.one_of)
        yield Fault(labels[kind.asking.one_of[0][0]], f"ตอบอย่างใดอย่างหนึ่งให้ครบ คือ {ways}")
    for field in rows_broken(asks, given):
        yield Fault(field.label, "ตอบข้ออื่นของผลที่วัดแล้ว ให้ตอบข้อนี้ด้วย ถ้าไม่ได้วัดให้ลบคำตอบของข้อเหล่านั้น")


def _value(field: Field, answer: str) -> Any:
    """What stands in the file for an answer. Raises ValueError, which does not repeat the answer."""
    known = {normalise(choice.label): choice.value for choice in field.choices}
    if field.control is Control.DAY:
        return _day(answer)
    if field.control is Control.CHOICES:
        return [_chosen(known, one.strip()) for one in answer.split(", ")]
    if field.control is Control.LINES:
        return [one.strip() for one in re.split(r"[,\n]", answer) if one.strip()]
    if field.control is Control.NUMBER:
        return _number(field, answer)
    line = _one_line(answer)
    if field.limit and len(line) > field.limit:
        raise ValueError(f"ยาวเกิน {field.limit} ตัวอักษร ให้เขียนให้สั้นลง")
    return _chosen(known, line) if field.control is Control.CHOICE else line


def _chosen(known: Mapping[str, str | int], typed: str) -> str | int:
    if typed not in known:
        raise ValueError(f"คำตอบไม่อยู่ในรายการ ให้พิมพ์คำใดคำหนึ่งต่อไปนี้ {' / '.join(known)}")
    return known[typed]


def _day(typed: str) -> str:
    """A day as people type it in a form, in ISO 8601. Raises ValueError."""
    day = read_day(typed)
    if day is None:
        raise ValueError("วันที่ไม่ถูกต้อง ให้พิมพ์ในรูป ปี ค.ศ.-เดือน-วัน เช่น 2026-11-22 หรือพิมพ์ 22 พ.ย. 2569")
    return day.isoformat()


def _number(field: Field, typed: str) -> int | float:
    """A number as people type it in a form: in Thai digits, with commas, with its unit behind it."""
    found = re.fullmatch(r"(-?\d[\d,]*(?:\.\d+)?)\s*(?:คน|คะแนน)?", arabic_digits(typed.strip()))
    if found is None:
        raise ValueError(f"ต้องเป็นตัวเลขอย่างเดียว เช่น {field.example}")
    digits = found[1].replace(",", "")
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"ต้องเป็นตัวเลขไม่เกิน {_LONGEST_NUMBER} หลัก เช่น {field.example}")
    number = float(digits)
    if field.least is not None and number < field.least:
        raise ValueError(f"ต้องไม่น้อยกว่า {field.least} ถ้าน้อยกว่านี้ให้เล่าเป็นข้อความโดยไม่มีตัวเลข เพราะคนรอบข้างรู้ได้ว่าเป็นใคร")
    return int(number) if number == int(number) else number


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _named(texts: Sequence[Answer], entry_id: str) -> list[Answer]:
    """The parts of a text, every question and action in them with the id that this issue always gives it."""
    return [
        replace(one, text=with_ids(one.text, one.section.item, entry_id)) if one.section and one.section.item else one
        for one in texts
    ]


def _file(kind: Kind, path: str, values: Mapping[str, Any], parts: Sequence[Answer]) -> Taken:
    """The file's text, and where in it each answer starts."""
    text = compose(kind, values, "")
    labels = {name: info.title or name for name, info in kind.meta.model_fields.items()} | {"title": TITLE}
    keys = enumerate((line.partition(":")[0] for line in text.split("\n")), 1)
    starts = [(number, labels[key]) for number, key in keys if key in labels]
    for part in (one for one in parts if one.text or one.is_required):  # a section of another type stays away
        starts.append((text.count("\n") + 1, part.label))
        text += f"## {part.label}\n\n{part.text}\n\n" if kind.sections else f"{part.text}\n\n"
    return Taken(kind, path, text.rstrip("\n") + "\n", tuple(starts))
