"""Gets the catalogues of other offices, and keeps the cleaned copies; only `khlang hub --fetch` asks anybody anything."""

from __future__ import annotations

import json
import time
from http.client import HTTPException, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from khlang.content.offices import Office
from khlang.federation.catalogue import VERSION
from khlang.federation.reading import MOST_BYTES, Neighbour, read_catalogue

PATIENCE = 60.0
"""Seconds in which a whole catalogue must come."""

_STEP = 64 * 1024


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect within a host only: else whoever holds an old domain could answer for an office."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if new.scheme not in ("http", "https") or new.netloc != old.netloc:
            raise URLError(f"redirect to {new.netloc}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetch(office: Office, patience: float = PATIENCE) -> Neighbour:
    """What an office's catalogue says now. Where nothing usable comes, no entries and a sentence why."""
    try:
        with build_opener(_SameHost).open(
            Request(office.catalogue_address, headers={"Accept": "application/json"}), timeout=min(patience, 20)
        ) as answer:
            data = _read(answer, time.monotonic() + patience)
    except HTTPError as error:
        return _failed(office, f"ตอบว่า {error.code} ไม่มีบัญชีเรื่องที่ {office.catalogue_address}")
    except URLError as error:
        if str(error.reason).startswith("redirect"):
            return _failed(office, f"ส่งต่อไปเว็บไซต์อื่น ({str(error.reason)[12:80]}) จึงไม่รับ ให้แก้ที่อยู่ใน offices.yml")
        return _failed(office, "ติดต่อไม่ได้")
    except (OSError, HTTPException, ValueError):
        return _failed(office, "ตอบไม่ครบหรือช้าเกินไป")
    if data is None:
        return _failed(office, f"ส่งข้อมูลช้าเกิน {patience:.0f} วินาที")
    return read_catalogue(data, office)


def copy_of(neighbour: Neighbour) -> bytes:
    """The cleaned copy of a catalogue as it is kept: only what the format knows, an entry a line."""
    office = neighbour.office
    site = {"name": office.name, "office": office.name, "office_short": office.name, "address": office.address}
    rows = ",\n".join(
        json.dumps(entry.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        for entry in neighbour.entries
    )
    head = json.dumps({"version": VERSION, "site": site}, ensure_ascii=False)
    return f'{head[:-1]}, "entries": [\n{rows}\n]}}\n'.encode()


def _read(answer: HTTPResponse, deadline: float) -> bytes | None:
    """At most a byte more than a catalogue may have, whatever its head says; None where the time runs out."""
    parts: list[bytes] = []
    size = 0
    while size <= MOST_BYTES:
        if time.monotonic() > deadline:
            return None
        part = answer.read1(_STEP)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _failed(office: Office, why: str) -> Neighbour:
    return Neighbour(office, complaints=(f"{office.name}: {why} ใช้สำเนาเดิมต่อไป",))
