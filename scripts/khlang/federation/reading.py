"""Reads the catalogue of another office: whatever comes, a sentence in Thai tells what is left out, and the rest is used.

A catalogue is written by others. Only what the model knows is taken over, as plain text; every address must lie below the
address that the list of offices names, so no title and no address of a stranger's file can do anything on our pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from khlang.content.hidden import visible
from khlang.content.offices import Office
from khlang.federation.catalogue import VERSION, CatalogueEntry, CatalogueSite

MOST_BYTES = 20_000_000
"""Of a catalogue; 10,000 entries have about 7,000,000."""

MOST_ENTRIES = 50_000


@dataclass(frozen=True)
class Neighbour:
    """An office and what its catalogue says; `complaints` are sentences about what was left out."""

    office: Office
    entries: tuple[CatalogueEntry, ...] = ()
    complaints: tuple[str, ...] = field(default=())


def read_catalogue(data: bytes, office: Office) -> Neighbour:
    """What of a catalogue can be used."""
    if len(data) > MOST_BYTES:
        return _refused(office, f"ใหญ่เกิน {MOST_BYTES // 1_000_000} MB จึงไม่ใช้")
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        return _refused(office, "อ่านไม่ได้ ไม่ใช่ JSON ที่ครบ จึงไม่ใช้ ให้แจ้งสำนักงานนั้น")
    if not isinstance(whole, dict) or not isinstance(whole.get("entries"), list):
        return _refused(office, "ไม่ใช่บัญชีเรื่องของคลัง จึงไม่ใช้ ให้ตรวจที่อยู่ใน offices.yml")
    if whole.get("version") != VERSION:
        return _refused(office, f"เป็นรูปแบบรุ่นอื่น โปรแกรมนี้อ่านรุ่น {VERSION} จึงไม่ใช้ ให้ปรับโปรแกรมของฝ่ายที่เก่ากว่า")
    try:
        site = CatalogueSite.model_validate(whole.get("site"))
    except ValidationError:
        return _refused(office, "ไม่บอกว่าเป็นของเว็บไซต์ใด จึงไม่ใช้")
    if site.address != office.address:
        return _refused(office, f"บอกว่าเป็นของ {visible(site.address[:80])} ซึ่งไม่ตรงกับที่อยู่ใน offices.yml จึงไม่ใช้")
    return _sifted(office, whole["entries"])


def _sifted(office: Office, rows: list[Any]) -> Neighbour:
    complaints = []
    if len(rows) > MOST_ENTRIES:
        complaints.append(_about(office, f"มี {len(rows):,} เรื่อง ใช้เพียง {MOST_ENTRIES:,} เรื่องแรก"))
    kept: dict[str, CatalogueEntry] = {}
    broken = foreign = twice = 0
    for row in rows[:MOST_ENTRIES]:
        try:
            entry = CatalogueEntry.model_validate(row)
        except (ValidationError, RecursionError):
            broken += 1
            continue
        if not all(address.startswith(office.address) for address in _addresses(entry)):
            foreign += 1
        elif entry.id in kept:
            twice += 1
        else:
            kept[entry.id] = entry
    for count, why in (
        (broken, "ไม่ครบหรือไม่ถูกรูปแบบ"),
        (foreign, "มีที่อยู่ซึ่งไม่ได้อยู่ในเว็บไซต์นั้น"),
        (twice, "ใช้รหัสซ้ำกับเรื่องก่อนหน้า"),
    ):
        if count:
            complaints.append(_about(office, f"{count:,} เรื่อง{why} จึงเว้นไว้"))
    return Neighbour(office, tuple(kept.values()), tuple(complaints))


def _addresses(entry: CatalogueEntry) -> Iterable[str]:
    return (entry.address, entry.url, *entry.translations.values(), *(asked.address for asked in entry.asks))


def _about(office: Office, what: str) -> str:
    return f"บัญชีเรื่องของ {visible(office.name)}: {what}"


def _refused(office: Office, why: str) -> Neighbour:
    return Neighbour(office, complaints=(_about(office, why),))
