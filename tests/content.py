"""A small content folder for tests: vocabularies, a second entry to link to, a draft, a picture."""

from __future__ import annotations

import base64
import datetime
import random
import struct
import zlib
from pathlib import Path

import yaml

from khlang.publishing.generated import groups
from khlang.publishing.site import Site

CASES = Path(__file__).parent / "cases"
MINIATURE = Path(__file__).parent / "miniature"
"""A whole site, mkdocs.yml and docs/: every kind and status, empty and full lists, English pages, surveys."""
DAY = datetime.date(2026, 11, 22)
EPOCH = "1795305600"
"""DAY for SOURCE_DATE_EPOCH: noon in Bangkok, seconds since 1970."""
BASES = yaml.safe_load((CASES / "base.yml").read_text(encoding="utf-8"))
FOLDERS = {
    "knowledge": "knowledge",
    "exchange": "exchange",
    "week": "weeks",
    "research": "research",
    "practice": "practices",
    "adoption": "adoptions",
}

# One white point, the smallest valid PNG
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)

_DATA = {
    "site.yml": "name: คลังทดสอบ\noffice: สำนักงานทดสอบ\noffice_short: สนง.ทดสอบ\npage_size: 5\n",
    "groups.yml": (
        "- key: supervision\n  name: กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา\n  short: กลุ่มนิเทศฯ\n"
        "  also: [กลุ่มนิเทศ]\n  weekday: 2\n- key: legal\n  name: กลุ่มกฎหมายและคดี\n"
        "- key: archive\n  name: กลุ่มจดหมายเหตุ\n  until: 2026-09-30\n  successor: legal\n"
    ),
    "schools.yml": "- key: ban-ton-mai\n  name: โรงเรียนบ้านต้นไม้ (สมมติ)\n",
    "tags.yml": "- key: thinking\n  name: ทักษะการคิด\n- key: meetings\n  name: การประชุม\n",
    "practices.yml": (
        "grades:\n- {key: p4, name: ประถมศึกษาปีที่ 4, short: ป.4}\n- {key: p5, name: ประถมศึกษาปีที่ 5, short: ป.5}\n"
        "aspects:\n- {key: time, name: เวลา}\n- {key: materials, name: วัสดุอุปกรณ์}\n"
        "components:\n" + "".join(f"- {{key: c{n}, name: องค์ประกอบที่ {n}}}\n" for n in range(1, 6))
    ),
    "misspellings.yml": (
        "- {wrong: นักปราชณ์, right: นักปราชญ์}\n- {wrong: สวัดิการ, right: สวัสดิการ}\n- {wrong: พันธ์ไม้, right: พันธุ์ไม้}\n"
    ),
    "calendar.yml": "terms:\n- {year: 2569, number: 2, start: 2026-11-01, end: 2027-04-01}\n",
}

_SECOND = """---
id: k2s8nd
title: เรื่องที่สอง
summary: เรื่องที่ลิงก์ไปถึงได้
date: 2026-11-01
owner: กลุ่มกฎหมายและคดี
tags: [ทักษะการคิด, การประชุม]
status: {status}
---

## วิธีทำ

เนื้อหา
"""


def picture(width: int, height: int) -> bytes:
    """A valid PNG of noise, whose file has about width × height bytes."""
    noise = random.Random(width).randbytes(width * height)
    rows = b"".join(b"\0" + noise[i : i + width] for i in range(0, len(noise), width))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def make(folder: Path, **files: str | bytes) -> Path:
    """Write the content folder with further files (path → text or bytes) and give its path."""
    everything: dict[str, str | bytes] = {f"_data/{name}": text for name, text in _DATA.items()}
    everything["knowledge/second.md"] = _SECOND.format(status="published")
    everything["knowledge/draft.md"] = _SECOND.format(status="draft").replace("k2s8nd", "k3d5ft")
    everything["knowledge/images/label.png"] = PICTURE
    for path, content in {**everything, **files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def generated(site: Site, root: str, *, repeated: bool) -> dict[str, bytes]:
    """The generated files of a site by their place: those that say again what pages say, or all others."""
    made = [group.make() for group in groups(site, root).values() if group.is_repeated == repeated]
    return {place: data for files in made for place, data in files.items()}
