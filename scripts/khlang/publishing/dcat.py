"""The data sets of a site as DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) in JSON-LD, for harvesters such as CKAN's.

A data set is what a survey or a study computed: sums that tell of nobody. What is made up, or set no licence, says so.
"""

from __future__ import annotations

import json
from typing import Any

from khlang.content.entry import Entry
from khlang.content.kinds.research import Research
from khlang.content.library import Library
from khlang.pages.feeds import changed_on
from khlang.pages.research.files import DATA_FILES, findings_files

FILE = "dcat.jsonld"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPES = "https://www.iana.org/assignments/media-types/"
_THAI = {"@id": "http://publications.europa.eu/resource/authority/language/THA"}


def dcat(library: Library, root: str) -> bytes:
    """The catalogue of the site's data sets. `root` is the site's full address, ending in a slash."""
    settings = library.settings
    files = findings_files(library)
    document = {
        "@context": _CONTEXT,
        "@id": f"{root}{FILE}",
        "@type": "dcat:Catalog",
        "dct:title": _thai(f"ชุดข้อมูลของ{settings.name}"),
        "dct:description": _thai(f"ผลการสำรวจและการวิจัยของ{settings.office} เป็นผลรวมที่ไม่มีคำตอบรายคน"),
        "dct:language": _THAI,
        "dct:publisher": _publisher(library, root),
        "foaf:homepage": {"@id": root},
        "dcat:dataset": [
            _dataset(library, entry, root, files) for entry in library.of_kind(Research) if not entry.is_example and _own(entry, files)
        ],
    }  # fmt: skip
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _own(entry: Entry, files: dict[str, bytes]) -> list[str]:
    return [name for name in DATA_FILES if f"{entry.url}{name}" in files]


def _dataset(library: Library, entry: Entry, root: str, files: dict[str, bytes]) -> dict[str, Any]:
    settings = library.settings
    return {
        "@id": f"{root}{entry.short_url}#data",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{root}{entry.short_url}",
        "dct:title": _thai(entry.meta.title),
        "dct:description": _thai(entry.meta.summary),
        "dct:issued": _day(entry.day.isoformat()),
        "dct:modified": _day(changed_on(entry).isoformat()),
        "dct:language": _THAI,
        "dct:publisher": _publisher(library, root),
        **({"dct:creator": {"@type": "foaf:Organization", "foaf:name": owner.name}} if (owner := library.owner(entry)) else {}),
        "dcat:keyword": [_thai(tag.name) for tag in library.tags(entry)],
        "dcat:landingPage": {"@id": f"{root}{entry.url}"},
        **_licence(library),
        **({"dcat:contactPoint": _contact(settings.office, settings.contact_email)} if settings.contact_email else {}),
        "dcat:distribution": [_distribution(library, entry, name, root, len(files[f"{entry.url}{name}"])) for name in _own(entry, files)],
    }  # fmt: skip


def _distribution(library: Library, entry: Entry, name: str, root: str, size: int) -> dict[str, Any]:
    media = DATA_FILES[name]
    return {
        "@id": f"{root}{entry.url}{name}",
        "@type": "dcat:Distribution",
        "dct:title": _thai(media.title),
        "dcat:accessURL": {"@id": f"{root}{entry.url}"},
        "dcat:downloadURL": {"@id": f"{root}{entry.url}{name}"},
        "dcat:mediaType": {"@id": f"{_TYPES}{media.type}"},
        "dct:format": media.type.rpartition("/")[2].upper(),
        "dcat:byteSize": {"@value": str(size), "@type": "xsd:nonNegativeInteger"},
        **_licence(library),
    }


def _licence(library: Library) -> dict[str, Any]:
    licence = library.settings.content_licence
    if licence is None:
        return {"dct:rights": _thai("ยังไม่กำหนดเงื่อนไขการนำไปใช้ โปรดติดต่อสำนักงาน")}
    return {"dct:license": {"@id": licence.url}} if licence.url else {"dct:rights": _thai(licence.name)}


def _publisher(library: Library, root: str) -> dict[str, Any]:
    return {"@id": f"{root}#office", "@type": "foaf:Organization", "foaf:name": library.settings.office}


def _contact(name: str, email: str) -> dict[str, Any]:
    return {"@type": "vcard:Organization", "vcard:fn": name, "vcard:hasEmail": {"@id": f"mailto:{email}"}}


def _thai(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "th"}


def _day(iso: str) -> dict[str, str]:
    return {"@value": iso, "@type": "xsd:date"}
