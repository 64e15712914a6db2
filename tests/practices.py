"""A made-up set of practices that spread, for tests and measurements only: practices of three generations and who took them over.

    from practices import synthetic
    docs = make(tmp_path, **synthetic())          # 100 practices, 400 adoptions, 24 schools; the same on every run

One in four practices is only told; the rest is measured, some twice. The first generation stands alone, the second is
adapted from it, the third from the second. Adopters are schools of the vocabulary, schools of the province and others.
"""

from __future__ import annotations

import datetime
import random

import yaml
from content import MINIATURE

from khlang.content.ids import ALPHABET

SCHOOLS = 24
START = datetime.date(2024, 11, 1)
END = datetime.date(2026, 11, 20)

_PLANTS = ("กระดังงา", "มะม่วง", "ตะแบก", "ขี้เหล็ก", "พะยอม", "จำปูน", "ลำพู", "สะตอ", "ยางนา", "หมากเม่า")
_WAYS = ("ถามก่อนตอบ", "วาดแล้วเล่า", "เทียบสองใบ", "จดวันละบรรทัด", "ทายแล้วพิสูจน์", "แลกสมุดอ่าน", "ตั้งเกณฑ์เอง", "สอนน้อง")
_TIMES = ("2 คาบ คาบละ 60 นาที", "4 คาบ คาบละ 60 นาที", "วันละ 15 นาที 4 สัปดาห์", "1 ภาคเรียน", "8 คาบ คาบละ 50 นาที")
_COSTS = ("ไม่มีค่าใช้จ่าย", "ไม่เกิน 100 บาท", "ไม่เกิน 300 บาท", "ไม่เกิน 500 บาท", "ประมาณ 1,500 บาท")
_PROVINCES = ("สงขลา", "ตรัง", "นครศรีธรรมราช", "เชียงใหม่", "ขอนแก่น")
_TERMS = yaml.safe_load((MINIATURE / "docs/_data/practices.yml").read_text(encoding="utf-8"))
_SECTIONS = {
    "ปัญหา": "นักเรียนบอกชื่อ{plant}ได้ แต่บอกไม่ได้ว่าต่างจากต้นอื่นอย่างไร",
    "แนวคิด": "ให้นักเรียน{way}ก่อนที่ครูจะอธิบาย จึงต้องมองให้ละเอียดและคิดหาเหตุผลเอง",
    "ขั้นตอน": "1. แบ่งกลุ่มละสี่คน เลือก{plant}กลุ่มละต้น\n2. ใช้วิธี{way}\n3. นำเสนอแล้วแก้งานตามคำถามของเพื่อน",
    "ผลที่เกิดขึ้น": "นักเรียนใช้คำบอกลักษณะมากขึ้น และกลับไปดูต้นไม้เองเมื่อเพื่อนถาม",
    "ข้อควรระวัง": "- สำรวจก่อนว่าไม่มีพืชที่ทำให้คัน\n- อย่ารีบเฉลย",
}
_STUDY = ("วัตถุประสงค์", "กลุ่มเป้าหมาย", "วิธีดำเนินการ", "เครื่องมือ", "ผล", "ข้อเสนอแนะ", "การนำไปใช้")


def synthetic(practices: int = 100, adoptions: int = 400, studies: int = 8, seed: int = 7) -> dict[str, str]:
    """The files of the set by their path below docs; vocabularies of schools and practice terms included."""
    draw = random.Random(seed)
    schools = [f"โรงเรียนสมมติ {letter}{number}" for letter in "กขคงจฉ" for number in range(1, SCHOOLS // 6 + 1)]
    rows = [{"key": f"school-{i:02d}", "name": name} for i, name in enumerate(schools)]
    files = {
        "_data/site.yml": "name: คลังทดสอบ\noffice: สำนักงานทดสอบ\noffice_short: สนง.ทดสอบ\nprovince: น่าน\n",
        "_data/schools.yml": yaml.safe_dump(rows, allow_unicode=True),
        "_data/practices.yml": yaml.safe_dump(_TERMS, allow_unicode=True),
    }
    known = [_practice(i, practices, schools, draw, files) for i in range(practices)]
    for i in range(adoptions):
        _adoption(
            i, draw.choice(known[: len(known) * 9 // 10]), schools, draw, files
        )  # the last tenth nobody knows yet
    for i in range(studies):
        _study(i, known[i], draw, files)
    return files


def code(letter: str, number: int) -> str:
    """The id of the entry of a kind with a number, from 0."""
    digits = [ALPHABET[number // 32**place % 32] for place in range(4, -1, -1)]
    return letter + "".join(digits)


def _practice(i: int, total: int, schools: list[str], draw: random.Random, files: dict[str, str]) -> tuple[str, str]:
    generation = min(2, i * 3 // total)
    earlier = range((generation - 1) * total // 3, generation * total // 3)
    plant, way, owner = draw.choice(_PLANTS), draw.choice(_WAYS), draw.choice(schools)
    head = {
        "id": code("p", i),
        "title": f"{way}ใต้ต้น{plant} แบบที่ {i + 1}",
        "summary": f"นักเรียนสังเกต{plant}ด้วยวิธี{way} แล้วอธิบายให้เพื่อนเข้าใจ",
        "date": _day(i, total),
        "owner": owner,
        "tags": ["ทักษะการคิด"],
        "status": "published",
        "grades": _some(draw, "grades", 2),
        "subjects": _some(draw, "subjects", 2),
        "components": sorted(draw.sample(range(1, 6), draw.randint(1, 2))),
        "skills": _some(draw, "skills", 3),
        "time": draw.choice(_TIMES),
        "people": f"ครู {draw.randint(1, 2)} คน",
        "materials": ["สมุดบันทึก", "ดินสอสี"],
        "cost": draw.choice(_COSTS),
        "contact": owner,
    }
    if draw.random() < 0.75:
        head["measured"] = [_measured(draw, f"ภาคเรียนที่ {n + 1}/2568") for n in range(draw.choice((1, 1, 2)))]
    if generation:
        head["adapted_from"] = code("p", draw.choice(earlier))
    body = "\n".join(f"## {title}\n\n{text.format(plant=plant, way=way)}\n" for title, text in _SECTIONS.items())
    _write(files, f"practices/p{i:03d}.md", head, body)
    return head["id"], owner


def _adoption(i: int, of: tuple[str, str], schools: list[str], draw: random.Random, files: dict[str, str]) -> None:
    known, origin = of
    head = {
        "id": code("u", i),
        "title": f"นำไปใช้ครั้งที่ {i + 1}",
        "summary": "ปรับให้เข้ากับห้องเรียนของเรา แล้วดูว่าเกิดอะไรขึ้น",
        "date": END - datetime.timedelta(days=draw.randint(0, 200)),
        "status": "published",
        "adopts": known,
        "started": END - datetime.timedelta(days=draw.randint(200, 300)),
        "outcome": draw.choices(("worked", "partly", "failed"), (6, 3, 1))[0],
        "changed": _some(draw, "aspects", 3),
    }
    where = draw.random()
    if where < 0.6:
        head["owner"] = draw.choice([name for name in schools if name != origin])
    else:
        province = "น่าน" if where < 0.8 else draw.choice(_PROVINCES)
        head |= {
            "adopter": f"โรงเรียนนอกสังกัด {draw.randint(1, 60)}",
            "office": f"สพป.{province} เขต 9",
            "province": province,
        }
    if draw.random() < 0.5:
        row = _measured(draw, "ภาคเรียนที่ 1/2569")
        head["measured"] = [row]
        if row["after"] <= row["before"] and head["outcome"] == "worked":
            head["outcome"] = "partly"
    body = "## บริบท\n\nห้องเรียนขนาดเล็ก\n\n## สิ่งที่เปลี่ยน\n\nลดเวลาลง\n\n## ผลที่เกิดขึ้น\n\nเล่าตามที่เห็น\n"
    _write(files, f"adoptions/u{i:03d}.md", head, body)


def _study(i: int, of: tuple[str, str], draw: random.Random, files: dict[str, str]) -> None:
    head = {
        "id": code("r", i),
        "title": f"ศึกษาผลของแนวปฏิบัติ เรื่องที่ {i + 1}",
        "summary": "เทียบก่อนและหลังกับกลุ่มที่เรียนแบบเดิม",
        "date": END - datetime.timedelta(days=draw.randint(0, 60)),
        "owner": "กลุ่มนิเทศฯ",
        "status": "published",
        "type": "study",
        "practice": of[0],
    }
    body = "".join(f"## {title}\n\nเรื่องสมมติ\n\n" for title in _STUDY)
    _write(files, f"research/r{i:03d}.md", head, body)


def _day(i: int, total: int) -> datetime.date:
    """Days spread over the first half of the set's time, so that whatever is adapted is younger than its source."""
    return START + datetime.timedelta(days=i * 365 // total)


def _measured(draw: random.Random, period: str) -> dict[str, object]:
    before = draw.randint(60, 110) / 10
    return {
        "what": "คะแนนการสังเกต (เต็ม 20)",
        "n": draw.randint(8, 35),
        "before": before,
        "after": round(before + draw.randint(-5, 60) / 10, 1),
        "instrument": "แบบประเมินบันทึกการสังเกต",
        "period": period,
    }


def _some(draw: random.Random, vocabulary: str, most: int) -> list[str]:
    rows = _TERMS[vocabulary]
    places = sorted(draw.sample(range(len(rows)), draw.randint(1, most)))
    return [rows[place]["name"] for place in places]


def _write(files: dict[str, str], path: str, head: dict[str, object], body: str) -> None:
    lines = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10_000)
    files[path] = f"---\n{lines}---\n\n{body}"
