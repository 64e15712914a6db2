"""What a picture tells about where, with what and by whom it was taken, and the same picture without it."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image, ImageFile, ImageOps, IptcImagePlugin, JpegImagePlugin

from khlang.privacy.binary import kind
from khlang.privacy.endings import is_picture
from khlang.privacy.packages import repack
from khlang.privacy.patterns import find

_BASE = ExifTags.Base
_SERIALS = (
    _BASE.BodySerialNumber,
    _BASE.LensSerialNumber,
    _BASE.CameraSerialNumber,
    _BASE.MakerNote,
    _BASE.ImageUniqueID,
)
_OWNERS = (_BASE.CameraOwnerName, _BASE.Artist, _BASE.XPAuthor, _BASE.HostComputer, _BASE.Copyright)
_WORDS = (
    _BASE.ImageDescription, _BASE.UserComment, _BASE.DocumentName, _BASE.PageName, _BASE.XPComment, _BASE.XPKeywords,
    _BASE.XPSubject, _BASE.XPTitle, _BASE.ImageHistory, _BASE.SpectralSensitivity, _BASE.RelatedSoundFile,
)  # fmt: skip
# The same in XMP (ISO 16684), where names of the people shown may stand as well (MWG regions, IPTC)
_XMP = {
    "location": re.compile(
        rb"GPSLatitude|GPSLongitude|Iptc4xmpExt:Location|photoshop:(?:City|State|Country)|Iptc4xmpCore:Location"
    ),
    "serial": re.compile(rb"SerialNumber"),
    "person": re.compile(
        rb"OwnerName|PersonInImage|PersonDisplayName|mwg-rs:Name|dc:creator|dc:rights|AuthorsPosition|CreatorContactInfo|CopyrightOwner"
    ),
    "text": re.compile(
        rb"dc:(?:description|title|subject)|photoshop:(?:Headline|Instructions|Credit|Source|Caption)|UserComment|xmpRights|History"
    ),
}
_PNG_OF_PROGRAMS = frozenset(
    {"software", "creation time", "date:create", "date:modify", "date:timestamp", "creationtime", "gamma", "dpi"}
)
_MARKER = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")  # that a segment follows; in the data of a scan there is none


@dataclass(frozen=True)
class Traces:
    """What a picture carries beside what it shows."""

    location: bool = False
    serial: bool = False  # of the camera or lens: it joins pictures of one owner
    person: bool = False  # names of the owner, the author or the people shown
    text: bool = False  # descriptions, remarks, keywords: whatever somebody typed
    remainder: bool = False  # a smaller picture from before it was cut, or other data after the end

    def __bool__(self) -> bool:
        return self.location or self.serial or self.person or self.text or self.remainder


def traces(data: bytes) -> Traces:
    """The traces in a JPEG, PNG or WebP. Raises ValueError for bytes that are no picture."""
    with _opened(data) as picture:
        exif = picture.getexif()
        details = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
        xmp = _xmp(picture)
        iptc = _iptc(picture)
        return Traces(
            bool(exif.get_ifd(ExifTags.IFD.GPSInfo)) or bool(_XMP["location"].search(xmp)) or bool(iptc & _IPTC_PLACES),
            _says(details, _SERIALS) or bool(_XMP["serial"].search(xmp)),
            _says(details, _OWNERS) or bool(_XMP["person"].search(xmp)) or bool(iptc & _IPTC_PEOPLE),
            _says(details, _WORDS)
            or bool(_XMP["text"].search(xmp))
            or bool(iptc)
            or _is_remarked(picture)
            or _is_personal(picture, details),
            bool(exif.get_ifd(ExifTags.IFD.IFD1)) or _follows(picture, data),
        )


def strip(data: bytes) -> bytes:
    """The same picture, upright, without anything but what it shows and its colour profile.

    A JPEG keeps its tables of quantisation, so that it loses next to nothing. Raises ValueError for bytes that are no
    picture.
    """
    with _opened(data) as picture:
        kind, frames = picture.format, getattr(picture, "n_frames", 1)
        options: dict[str, object] = {"icc_profile": picture.info.get("icc_profile")}
        if kind in ("JPEG", "MPO"):  # MPO: two JPEGs in one, as telephones write it
            kind, frames = "JPEG", 1
            options |= {
                "qtables": getattr(picture, "quantization", None),
                "subsampling": JpegImagePlugin.get_sampling(picture),
            }
        elif kind == "WEBP":
            options |= {"quality": 90, "lossless": b"VP8L" in data[:64]}
        kept: dict[str | tuple[int, int], Any] = {
            name: picture.info[name] for name in ("transparency", "gamma", "duration", "loop") if name in picture.info
        }
        if frames > 1:
            options |= {"save_all": True, "xmp": b""}
            upright: Image.Image = picture
            upright.info = {**kept, "background": picture.info.get("background", 0)}
        else:
            upright = ImageOps.exif_transpose(picture)
            upright.info = kept
        stripped = io.BytesIO()
        upright.save(stripped, kind, exif=b"", **options)
        return stripped.getvalue()


def strip_attachment(data: bytes) -> bytes:
    """A zip file or Office document with every picture inside stripped that carries traces; the rest byte for byte."""

    def change(name: str, content: bytes) -> bytes:
        try:
            if is_picture(name):
                return strip(content) if traces(content) else content
            return strip_attachment(content) if kind(content) == "zip" else content
        except ValueError:
            return content

    return repack(data, change)


@contextmanager
def _opened(data: bytes) -> Iterator[ImageFile.ImageFile]:
    """The picture in some bytes, decoded whole. Raises ValueError for whatever a damaged one makes Pillow stumble over."""
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture,
        ):
            picture.load()  # a PNG may keep its notes after the picture
            yield picture
    except Exception as error:
        raise ValueError(str(error)) from error


def _xmp(picture: Image.Image) -> bytes:
    found = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return found.encode() if isinstance(found, str) else bytes(found)


_IPTC_PLACES = frozenset({(2, 90), (2, 92), (2, 95), (2, 100), (2, 101), (2, 26), (2, 27)})
_IPTC_PEOPLE = frozenset({(2, 80), (2, 85), (2, 110), (2, 116), (2, 118), (2, 122)})
_IPTC_FORM = frozenset({(2, 0), (1, 90), (1, 0), (2, 55), (2, 60), (2, 62), (2, 63)})  # version, code page, time


def _iptc(picture: ImageFile.ImageFile) -> frozenset[tuple[int, int]]:
    """The IPTC records (IIM 4.2) that say something."""
    found = IptcImagePlugin.getiptcinfo(picture) if picture.format in ("JPEG", "MPO") else None
    return frozenset(key for key, value in (found or {}).items() if _is_filled(value)) - _IPTC_FORM


def _is_remarked(picture: Image.Image) -> bool:
    """Whether a JPEG has a comment, or a PNG texts of its own."""
    texts = dict(getattr(picture, "text", None) or {}) if picture.format == "PNG" else {}
    texts = {
        name: text
        for name, text in texts.items()
        if name != "XML:com.adobe.xmp" and name.lower() not in _PNG_OF_PROGRAMS
    }
    return any(_is_filled(text) for text in texts.values()) or _is_filled(picture.info.get("comment"))


def _is_personal(picture: Image.Image, details: dict[int, object]) -> bool:
    """Whether what programs write everywhere, such as the model of a camera, holds personal data all the same."""
    values = (*details.values(), *picture.info.values())
    texts = (one.decode("utf-8", errors="replace") if isinstance(one, bytes) else one for one in values)
    return any(bool(find(text[:10_000])) for text in texts if isinstance(text, str))


def _follows(picture: Image.Image, data: bytes) -> bool:
    """Whether anything but padding follows the end of the picture."""
    ends = {"PNG": _end_of_png, "WEBP": _end_of_webp}
    return bool(data[ends.get(str(picture.format), _end_of_jpeg)(data) :].strip(b"\0\xff \r\n"))


def _end_of_png(data: bytes) -> int:
    place = 8
    while place < len(data) and data[place + 4 : place + 8] != b"IEND":
        place += 12 + int.from_bytes(data[place : place + 4], "big")
    return place + 12


def _end_of_webp(data: bytes) -> int:
    size = int.from_bytes(data[4:8], "little")
    return 8 + size + (size & 1)


def _end_of_jpeg(data: bytes) -> int:
    """Segment by segment: a smaller picture inside, or data behind, may hold the sign of the end as well."""
    place = 2
    while marker := _MARKER.search(data, place):
        kind, place = marker[0][-1], marker.end()
        if kind == 0xD9:
            break
        place += int.from_bytes(data[place : place + 2], "big")
    return place


def _says(details: dict[int, object], tags: tuple[int, ...]) -> bool:
    return any(_is_filled(details.get(tag)) for tag in tags)


def _is_filled(value: object) -> bool:
    """Whether a tag says something: cameras write blanks and zeros where they have no name or number."""
    if isinstance(value, (list, tuple)):
        return any(_is_filled(one) for one in value)
    if isinstance(value, bytes):
        value = re.sub(rb"^(?:ASCII|UNICODE|JIS)\0+", b"", value).replace(b"\0", b"").decode("latin-1")
    return bool(str(value or "").strip("\0 0"))
