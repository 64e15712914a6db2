"""Zip files, which Office documents are too: what is inside, bounded in size, number and depth.

A zip file of 42 kB can hold petabytes, name files outside the folder it is unpacked in, and hide bytes before and after
itself. So sizes are looked at before anything is unpacked, and what no honest program writes is refused.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator

from khlang.content.hidden import HIDDEN

MAX_FILE = 60_000_000  # bytes of an attachment; GitHub takes no file beyond 100 MB
MAX_PART = 30_000_000  # of one file inside; a sheet of 24,000 pupils has some 20 MB
MAX_BYTES = 100_000_000  # of what one attachment unpacks to
MAX_RATIO = 300  # unpacked to packed, from ten million bytes on; text and tables reach 20 to 100
MAX_PARTS = 2_000
MAX_DEPTH = 3  # a sheet in a document in a zip file


class Unreadable(ValueError):
    """An attachment, or a part of one, that cannot be read. Its text is a Thai sentence that says why."""


class Refused(ValueError):
    """An attachment that holds what the site does not publish. Its text is a Thai sentence that says what."""


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files inside a zip file, by name. Raises Unreadable and Refused, sizes before the first is unpacked."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    with archive:
        _judge(archive, data)
        for member in archive.infolist():
            if not member.is_dir():
                with archive.open(member) as part:
                    yield member.filename, part.read(MAX_PART + 1)[:MAX_PART]


def comment(data: bytes) -> str:
    """The remark that a zip file and each file inside may carry."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        remarks = [archive.comment, *(one for member in archive.infolist() for one in (member.comment, member.extra))]
    return "\n\n".join(one.decode("utf-8", errors="replace") for one in remarks if one)


def repack(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same zip file with the content of its members changed; their order, names and dates stay."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, change(member.filename, old.read(member)), member.compress_type)
    return packed.getvalue()


def _judge(archive: zipfile.ZipFile, data: bytes) -> None:
    infos = archive.infolist()
    if not data.startswith(b"PK") or len(data) != _end(data):
        raise Refused("มีข้อมูลอื่นต่อหน้าหรือต่อท้ายไฟล์ ให้สร้างไฟล์ใหม่")
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_BYTES:
        raise Unreadable(f"ข้างในมีมากกว่า {MAX_PARTS:,} ไฟล์หรือใหญ่เกิน {MAX_BYTES // 1_000_000} ล้านไบต์ ให้แยกเป็นหลายไฟล์")
    for info in infos:
        if info.flag_bits & 1:
            raise Unreadable("ตั้งรหัสผ่านไว้ ให้บันทึกใหม่โดยไม่มีรหัสผ่าน")
        if info.file_size > MAX_PART or info.file_size > max(10_000_000, MAX_RATIO * info.compress_size):
            raise Unreadable(
                f"ส่วน {info.filename} แตกออกแล้วใหญ่ผิดปกติ ({info.file_size // 1_000_000} ล้านไบต์) ให้แยกเป็นหลายไฟล์"
            )
        if _leads_out(info):
            raise Refused(f"ไฟล์ {info.filename} ข้างในชี้ไปนอกโฟลเดอร์หรือเป็นทางลัด ให้สร้าง ZIP ใหม่จากไฟล์จริง")
    names = [info.filename.casefold() for info in infos]
    if len(set(names)) < len(names):
        raise Refused("มีไฟล์ชื่อซ้ำกันข้างใน ให้สร้างไฟล์ใหม่")


def _leads_out(info: zipfile.ZipInfo) -> bool:
    name = getattr(info, "orig_filename", info.filename)
    mode = info.external_attr >> 16
    is_link = bool(mode) and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and stat.S_IFMT(mode) != 0
    is_outside = name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or bool(re.match("[A-Za-z]:", name))
    return is_link or is_outside or bool(HIDDEN.search(name))


def _end(data: bytes) -> int:
    """Where a zip file says that it ends."""
    start = data.rfind(b"PK\x05\x06")
    return start + 22 + int.from_bytes(data[start + 20 : start + 22], "little") if start >= 0 else -1
