"""Issues as GitHub sends them: the body that our forms make, inside an event."""

from __future__ import annotations

import json
from typing import Any

from content import DAY

from khlang.content.kinds import KINDS
from khlang.content.vocabulary import Vocabulary
from khlang.contributing.issue_forms import CONSENT, CONSENTS, questions

ANSWERS: dict[str, dict[str, str]] = {
    "knowledge": {"text": "เด็กจำชื่อต้นไม้ได้เมื่อเขียนป้ายเอง"},
    "exchange": {
        "section-listen": "- รับฟังข้อราชการ",
        "section-think": "- คิดถึงผลที่ตามมา",
        "section-ask": "ไม่มี",
        "section-write": "- สรุปเป็นแนวทาง",
    },
    "week": {"state": "งดประชุม", "reason": "ไปราชการทั้งกลุ่ม"},
    "research": {
        "type": "การสำรวจ",
        "section-objective": "รู้ความต้องการ",
        "section-method": "ถามด้วยแบบสอบถาม",
        "section-result": "พบความต้องการหลายด้าน",
        "section-use": "นำไปวางแผน",
    },
    "practice": {
        "grades": "ป.4, ป.5",
        "time": "4 คาบ",
        "cost": "ไม่มีค่าใช้จ่าย",
        "section-problem": "เด็กจำชื่อไม่ได้",
        "section-idea": "สังเกตก่อนเรียกชื่อ",
        "section-steps": "1. สังเกต\n2. เขียน",
        "section-result": "เด็กเล่าได้",
        "section-pitfalls": "ระวังยางไม้",
    },
    "adoption": {
        "adopts": "k2s8nd",
        "outcome": "ได้ผลบางส่วน",
        "section-context": "ห้องเรียนยี่สิบคน",
        "section-change": "ลดเวลาลง",
        "section-result": "เด็กเล่าได้",
    },
}
"""What must be answered beside the owner and the summary, by the question's id."""


def body(kind: str, vocabulary: Vocabulary, **changed: str) -> str:
    """The body that GitHub makes of a form with all that must be answered, and of the answers given by id."""
    answers = {"owner": "กลุ่มนิเทศฯ", "summary": "สรุปให้ผู้อ่านเห็นประโยชน์", **ANSWERS[kind]}
    answers |= {name.replace("__", "-"): text for name, text in changed.items()}
    parts = [(CONSENT, "\n".join(f"- [X] {one}" for one in CONSENTS))]
    parts += [(one.label, answers.get(one.id, "_No response_")) for one in questions(KINDS[kind], vocabulary)]
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in parts)


def event(text: str, title: str = "ป้ายชื่อต้นไม้", number: Any = 12, **changed: Any) -> bytes:
    """The file of an `issues` event: a maintainer has set the label."""
    told: dict[str, Any] = {
        "action": "labeled",
        "label": {"name": "รับเรื่อง"},
        "issue": {
            "number": number,
            "title": title,
            "body": text,
            "created_at": f"{DAY.isoformat()}T02:00:00Z",
            "user": {"login": "teacher"},
        },
        "repository": {"full_name": "office/khlang"},
    }
    return json.dumps({**told, **changed}).encode()
