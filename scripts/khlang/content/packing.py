"""ZIP files (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT) whose members need not be compressed again.

The same files give the same bytes: names are sorted, and every time stamp is the same day.
"""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_HEADER = 30  # bytes before a member's name
_NAME_LENGTH, _EXTRA_LENGTH = 26, 28  # where they stand in it, two bytes each


@dataclass(frozen=True, slots=True)
class Member:
    """A file as it lies in a ZIP."""

    data: bytes | memoryview  # compressed
    check: int  # CRC-32
    size: int  # bytes before compression


def member(data: bytes) -> Member:
    """Compress a file as `zipfile` does."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return Member(packer.compress(data) + packer.flush(), zlib.crc32(data), len(data))


def packed(members: Mapping[str, Member], day: datetime.date) -> bytes:
    """Files by their names as a ZIP in which every file is of one day (4.4.6)."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in sorted(members.items()):
            info = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3  # Unix wherever it is built, else the bytes would tell
            info.CRC, info.file_size, info.compress_size = one.check, one.size, len(one.data)
            info.header_offset = result.tell()
            result.write(info.FileHeader())
            result.write(one.data)
            archive.filelist.append(info)  # what `writestr` does once it has compressed
            archive.NameToInfo[name] = info
            archive.start_dir = result.tell()
    return result.getvalue()


def unpacked(data: bytes) -> dict[str, Member]:
    """The members of a ZIP that `packed` made, by their names; none where there is no such ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except zipfile.BadZipFile:
        return {}
    whole = memoryview(data)
    found = {}
    for info in infos:
        head = whole[info.header_offset : info.header_offset + _HEADER]
        lengths = (int.from_bytes(head[at : at + 2], "little") for at in (_NAME_LENGTH, _EXTRA_LENGTH))
        begin = info.header_offset + _HEADER + sum(lengths)
        found[info.filename] = Member(whole[begin : begin + info.compress_size], info.CRC, info.file_size)
    return found
