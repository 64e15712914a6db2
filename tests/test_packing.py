"""ZIP files whose members need not be compressed again."""

import datetime
import io
import zipfile

from khlang.content.packing import member, packed, unpacked

DAY = datetime.date(2026, 11, 22)
FILES = {"ก/หน้า.html": "สวัสดี".encode() * 900, "b": b"2", "a": b"", "c.png": bytes(range(256)) * 3}


def test_the_bytes_are_those_of_zipfile():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(FILES.items()):
            info = zipfile.ZipInfo(name, (2026, 11, 22, 0, 0, 0))
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(info, data)
    assert packed({name: member(data) for name, data in FILES.items()}, DAY) == written.getvalue()


def test_packing_depends_on_names_and_bytes_only():
    assert packed({"b": member(b"2"), "a": member(b"1")}, DAY) == packed({"a": member(b"1"), "b": member(b"2")}, DAY)


def test_members_of_an_archive_are_packed_as_they_were():
    whole = packed({name: member(data) for name, data in FILES.items()}, DAY)
    assert packed(unpacked(whole), DAY) == whole
    assert packed({**unpacked(whole), "b": member(b"3")}, DAY) == packed(
        {name: member(data) for name, data in {**FILES, "b": b"3"}.items()}, DAY
    )
    assert zipfile.ZipFile(io.BytesIO(packed(unpacked(whole), DAY))).testzip() is None


def test_what_is_no_archive_has_no_members():
    assert unpacked(b"") == unpacked(b"PK no archive") == {}
