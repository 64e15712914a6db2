"""Random answers to the questions of the site's form, as hurried people give them: right, wrong, half, and out of place."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping
from typing import Any

_WORDS = ("นักเรียน", "สังเกตใบไม้", "จดบันทึก", "ทุกวันจันทร์", "ครูสรุป", "ใช้เวลา", "4 คาบ", "ดีขึ้น", "แบบนิเทศ", "ร่วมกัน")
_ODD = (
    "ไม่มี", "ไม่มีค่ะ", "-", "", "", " ", "\u200b", "✎ เขียนที่นี่", "null", "yes", "1e5", "๒๕๖๙", "ก: ข #ค", '"ก', "[[n]]", "โทร 081-234-5678", "ก,ข", ",",
    "a < b", "ราคา <100 บาท", "**เน้น", "ก" * 160, "ข" * 320, "[ลิงก์](https://example.org)", "[แบบ](form.md)", "<b>หนา</b>", "`โค้ด`", "3 * 4 = 12",
)  # fmt: skip
_LISTS = (
    "- {0}\n- {1}", "1. {0}\n2. {1}", "1) {0}\n2) {1}", "{0}\n{1}", "{0}\n\n{1}", "- {0}\n  ต่อ {1}\n- ไม่มี", "## {0}\n{1}", "### {0}\n- {1}", "• {0}\n• {1}",
    "ไม่มี\nไม่มี", "| ก | ข |\n| - | - |\n| {0} | {1} |", "{0}\n- {1} {{#q7x2m9}}", "> {0}\n{1}", "```\n{0}\n```", "# {0}", "- {0}\n    - {1}", "{0}\n---\n{1}",
    "- {0}\n    - ผู้รับผิดชอบ: กลุ่มนิเทศฯ\n    - กำหนดแล้วเสร็จ: 15 ธ.ค. 2569", "{0}\nผู้รับผิดชอบ: กลุ่มนิเทศฯ\nกำหนดแล้วเสร็จ: ๕/๑/๒๕๗๐",
    "{0}\nผู้รับผิดชอบ: นายสมชาย ใจดี\nกำหนดแล้วเสร็จ: 31 ก.พ. 2570", "{0} ผู้รับผิดชอบ กลุ่มนิเทศฯ", "{0}\nผู้รับผิดชอบ: ครู\nกำหนดแล้วเสร็จ: 2026-12-15\nสถานะ: เสร็จแล้ว",
    "{0}\nผู้รับผิดชอบ: ครู\nกำหนดแล้วเสร็จ: 15 ธันวาคม 69\nสถานะ: เสร็จ", "- {0}\n    - ตัวชี้วัด: 1.1", "- {0}\n    - เป้าหมาย: สี่", "- {0}\n    - เป้าหมาย: 4.00",
    "{0} จาก 8 เป็น 11 {1}", "นักเรียน 24 คน {0}", "คะแนนก่อน 8.2 หลัง 11.4 {1}",
)  # fmt: skip
_IDS = (
    "k2s8nd",
    "k3d5ft",
    "p3c9ws",
    "q7x2m9",
    "r00000",
    "ไม่มี",
    "k2s8nd, p3c9ws",
    "เรื่องที่แล้ว",
    "constructor",
    "__proto__",
)
_NUMBERS = ("24", "๒๔", "8.2", "๑๑.๔", "4", "1,200", "-1", "1e5", "Infinity", "ยี่สิบ", "8.", ".5", "0x10", "24 คน")


def filling(kind: Mapping[str, Any], rng: random.Random, day: datetime.date) -> dict[str, Any]:
    """Answers to the questions of a kind, by name of the field; of about half the answer is meant to be right."""
    chance = rng.choice((0.0, 0.03, 0.1, 0.4))  # of something odd, in each answer
    values: dict[str, Any] = {"status": rng.choice(("published", "published", "draft"))}
    for field in kind["fields"]:
        is_answered = (
            field["required"]
            or any(field["name"] in run for run in kind["one_of"])
            or rng.random() < (0.6 if field.get("first") else 0.3)
        )
        values[field["name"]] = (
            _answer(field, rng, day, chance)
            if is_answered or field.get("row")
            else ([] if field["control"] == "choices" else "")
        )
    kept = rng.choice(kind["one_of"] or [[]])
    for run in kind["one_of"]:
        if run is not kept and rng.random() >= chance:
            values.update(dict.fromkeys(run, ""))
    if rng.random() < 0.5:
        for field in kind["fields"]:
            if field.get("row"):
                values[field["name"]] = ""
    for section in kind["sections"]:
        is_answered = rng.random() < (0.97 if section["required"] else 0.3)
        values[f"section-{section['key']}"] = _text(rng, chance) if is_answered else ""
    if kind["has_text"] and not kind["sections"]:
        values["text"] = _text(rng, chance)
    return values


def _answer(field: Mapping[str, Any], rng: random.Random, day: datetime.date, chance: float) -> Any:
    control, is_odd = field["control"], rng.random() < chance
    choices = [str(choice["value"]) for choice in field.get("choices", ())]
    if control == "choices":
        return rng.sample(choices, rng.randint(0 if is_odd else min(1, len(choices)), len(choices)))
    if control == "choice":
        return "" if is_odd or not choices else rng.choice(choices)
    if control == "day":
        return "" if is_odd else (day - datetime.timedelta(days=rng.randint(-9, 60))).isoformat()
    if control == "number":
        return rng.choice(_NUMBERS if is_odd else _NUMBERS[:4])
    if field.get("refers"):
        return rng.choice(_IDS if is_odd else [one for one in _IDS[:5] if one[0] in field["refers"]] or _IDS)
    if is_odd:
        return rng.choice(_ODD)
    if field["name"].endswith("adopter"):
        return rng.choice(("โรงเรียนบ้านไกล",) * 5 + ("โรงเรียนบ้านต้นไม้ (สมมติ)", "supervision"))
    return " ".join(rng.sample(_WORDS, 3))


def _text(rng: random.Random, chance: float) -> str:
    if rng.random() < chance:
        return rng.choice(_ODD)
    words = [" ".join(rng.sample(_WORDS, 3)) for _ in range(2)]
    return (rng.choice(_LISTS) if rng.random() < 0.3 else "{0}\n{1}").format(*words)
