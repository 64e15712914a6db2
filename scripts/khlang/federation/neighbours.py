"""What other offices' entries are to this site: found by their permanent addresses, in copies that are kept with the content.

Nobody is asked while a site is built. `khlang hub --fetch` renews the copies; what changed shows in git like any change.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from khlang.content.library import Library, remembered
from khlang.content.offices import COPIES, FILE, Office
from khlang.content.vocabulary import FOLDER
from khlang.federation.catalogue import Asked, CatalogueEntry
from khlang.federation.reading import Neighbour, read_catalogue


@dataclass(frozen=True)
class Foreign:
    """An entry of another office, or a question that stands in it."""

    office: Office
    entry: CatalogueEntry
    question: Asked | None = None


def is_address(typed: str) -> bool:
    """Whether a reference names something by its address rather than by an id of this site."""
    return typed.startswith(("https://", "http://"))


@remembered
def neighbours(library: Library) -> tuple[Neighbour, ...]:
    """The offices of the list with what the copies of their catalogues say; without a copy, with a complaint."""
    return tuple(_neighbour(library, office) for office in library.vocabulary.offices)


def find(library: Library, address: str) -> Foreign | None:
    """The entry or question of another office at a permanent address; None where no copy has it."""
    return _by_address(library).get(_plain(address))


def unknown(library: Library, address: str) -> str:
    """Why nothing is found at an address, and what to do, as the end of a sentence."""
    office = next((one for one in library.vocabulary.offices if address.startswith(one.address)), None)
    if office is None:
        return f"ไม่ใช่ที่อยู่ของสำนักงานใดใน docs/{FOLDER}/{FILE} ให้เพิ่มสำนักงานนั้นก่อน แล้วสั่ง khlang hub --fetch"
    return f"ไม่อยู่ในสำเนาบัญชีเรื่องของ {office.name} ให้คัดลอกที่อยู่สั้นจากท้ายหน้าของเรื่องนั้น หรือสั่ง khlang hub --fetch เพื่อรับสำเนาใหม่"


@remembered
def taken_over_elsewhere(library: Library) -> dict[str, tuple[Foreign, ...]]:
    """Id of an entry of this site → the records of other offices that took it over or adapted it, by address."""
    site = library.settings.address
    if not site:
        return {}
    own = {_plain(f"{site}{entry.short_url}"): entry.meta.id for entry in library.listed if entry.meta.id}
    found: dict[str, list[Foreign]] = defaultdict(list)
    for neighbour in neighbours(library):
        for entry in neighbour.entries:
            for named in filter(None, (entry.adopts, entry.adapted_from)):
                if id_ := own.get(_plain(named)):
                    found[id_].append(Foreign(neighbour.office, entry))
    return {id_: tuple(rows) for id_, rows in found.items()}


def _neighbour(library: Library, office: Office) -> Neighbour:
    try:
        data = library.read(f"{FOLDER}/{COPIES}/{office.key}.json")
    except OSError:
        return Neighbour(office, complaints=(f"ยังไม่มีสำเนาบัญชีเรื่องของ {office.name} ให้สั่ง khlang hub --fetch",))
    return read_catalogue(data, office)


@remembered
def _by_address(library: Library) -> dict[str, Foreign]:
    found: dict[str, Foreign] = {}
    for neighbour in neighbours(library):
        for entry in neighbour.entries:
            found.setdefault(_plain(entry.address), Foreign(neighbour.office, entry))
            for asked in entry.asks:
                found.setdefault(_plain(asked.address), Foreign(neighbour.office, entry, asked))
    return found


def _plain(address: str) -> str:
    """An address as it is compared: whoever types it may leave the last slash out, or the s of https."""
    return address.partition("://")[2].rstrip("/")
