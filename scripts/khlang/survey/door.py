"""From a file of answers to what its author sees and what may be written: one way in for the command and for the page.

The page runs this very package in the reader's browser; `answer` is what it calls. Nothing here writes a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from khlang.content.hidden import visible
from khlang.content.values import FEWEST
from khlang.survey import plan as plans
from khlang.survey import reading, summary
from khlang.survey.data import Bands, Survey, dump
from khlang.survey.draft_plan import draft
from khlang.survey.experts import with_ioc
from khlang.survey.plan import Plan
from khlang.survey.questionnaire import understand
from khlang.survey.reduction import reduce
from khlang.survey.sheet import Refused
from khlang.thai.numerals import arabic_digits


@dataclass(frozen=True)
class Summarised:
    """What was recognised, as lines to read; the survey; and the words of open answers that its author must agree to."""

    text: str
    survey: Survey
    words: tuple[str, ...]

    def written(self, is_agreed: bool) -> Survey:
        """The survey as it may be written: with the words of open answers only if its author has seen them and says yes."""
        if not self.words or is_agreed:
            return self.survey
        questions = tuple(one.model_copy(update={"words": ()}) for one in self.survey.open)
        return self.survey.model_copy(update={"open": questions})


def summarise(file: Path, plan: Plan, ioc: Path | None = None) -> Summarised:
    """Summarise a file of answers. Raises Refused, with what to do, and OSError for a file that cannot be opened."""
    asked = understand(reading.read(file), plan)
    asked = with_ioc(asked, ioc) if ioc else asked
    reduced = reduce(asked, plan)
    text = visible("\n".join(summary.lines(asked, reduced)))
    return Summarised(text, reduced.survey, tuple(summary.words_to_agree(reduced.survey)))


def typed_over(plan: Plan, typed: Mapping[str, str | None]) -> Plan:
    """A plan with what was typed beside it: levels, bands, invited, least.

    Raises ValueError with the name and a Thai sentence.
    """
    values: dict[str, object] = {}
    for name, text in typed.items():
        if text is not None:
            try:
                values[name] = _READERS[name](text)
            except ValueError as error:
                raise ValueError(name, str(error)) from None
    return plan.model_copy(update=values)


def own_fault(error: Exception) -> str:
    """A fault of ours: whoever holds the answers has something to report, and no traceback."""
    return (
        f"อ่านไฟล์นี้ไม่ได้เพราะข้อผิดพลาดของโปรแกรม ({type(error).__name__}) ไม่ใช่ความผิดของไฟล์ ยังไม่ได้เขียนไฟล์ใด "
        "โปรดแจ้งผู้ดูแลคลังว่าใช้โปรแกรมแบบสอบถามใด โดยไม่ส่งไฟล์คำตอบ"
    )


def answer(file: str, request: str) -> str:
    """What the page shows of a file that lies at a path, as JSON.

    `request` holds `plan`, the text of a plan or "", `typed` (see `typed_over`) and `words`, whether the words are agreed
    to. The answer has `text`, `words` and `data`, the very bytes that the command writes; or `faults`, with `plan`, a
    draft of one, where the file could be read.
    """
    asked = json.loads(request)
    path = Path(file)
    try:
        plan = plans.read(asked["plan"].encode(), "แผน") if asked["plan"].strip() else Plan()
        plan = typed_over(plan, {name: text or None for name, text in asked["typed"].items()})
        done = summarise(path, plan)
    except ValueError as error:
        faults = [str(error.args[-1])]
    except Refused as refused:
        faults = list(refused.faults)
    except Exception as error:
        return json.dumps({"faults": [own_fault(error)], "plan": ""})
    else:
        data = dump(done.written(asked["words"])).decode()
        return json.dumps({"text": done.text, "words": done.words, "data": data})
    return json.dumps({"faults": list(map(_for_page, faults)), "plan": asked["plan"] or _drafted(path)})


def _for_page(fault: str) -> str:
    """A fault as the page says it, which has fields where the command has options, and has drafted the plan already."""
    return fault.replace(" สั่งเพิ่ม --draft-plan เพื่อให้ร่างแผนให้", "").replace("--levels", "จำนวนระดับ")


def _drafted(path: Path) -> str:
    try:
        return draft(reading.read(path))
    except Refused:
        return ""


def _bands(text: str) -> Bands:
    if text not in [one.value for one in Bands]:
        raise ValueError("ใช้ไม่ได้ ที่ใช้ได้คือ boonchom (บุญชม ศรีสะอาด) หรือ equal (ช่วงเท่ากัน)")
    return Bands(text)


def _at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        plain = arabic_digits(text).replace(",", "").strip()
        if not plain.isascii() or not plain.isdigit() or not least <= int(plain) <= 10**7:
            raise ValueError(f"ต้องเป็นจำนวนเต็มตั้งแต่ {least} ขึ้นไป")
        return int(plain)

    return number


_READERS: Mapping[str, Callable[[str], object]] = {
    "levels": plans.levels,
    "bands": _bands,
    "invited": _at_least(1),
    "least": _at_least(FEWEST),
}
