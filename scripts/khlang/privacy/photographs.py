"""What a picture tells about where, with what and by whom it was taken, and the same picture without it."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import ExifTags, Image, ImageOps, JpegImagePlugin

from khlang.privacy.documents import is_picture, repack

_GPS = ExifTags.IFD.GPSInfo
_SERIALS = (ExifTags.Base.BodySerialNumber, ExifTags.Base.LensSerialNumber, ExifTags.Base.CameraSerialNumber)
_OWNERS = (ExifTags.Base.CameraOwnerName, ExifTags.Base.Artist, ExifTags.Base.XPAuthor, ExifTags.Base.HostComputer)
# The same in XMP (ISO 16684), where names of the people shown may stand as well (MWG regions, IPTC)
_XMP = {
    "location": re.compile(rb"GPSLatitude|GPSLongitude"),
    "serial": re.compile(rb"SerialNumber"),
    "person": re.compile(rb"OwnerName|PersonInImage|PersonDisplayName|mwg-rs:Name|dc:creator"),
}


@dataclass(frozen=True)
class Traces:
    """What a picture carries beside what it shows."""

    location: bool = False
    serial: bool = False  # of the camera or lens: it joins pictures of one owner
    person: bool = False  # names of the owner, the author or the people shown

    def __bool__(self) -> bool:
        return self.location or self.serial or self.person


def traces(data: bytes) -> Traces:
    """The traces in a JPEG, PNG or WebP. Raises ValueError for bytes that are no picture."""
    with _opened(data) as picture:
        exif = picture.getexif()
        details = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
        xmp = _xmp(picture)
        return Traces(
            bool(exif.get_ifd(_GPS)) or bool(_XMP["location"].search(xmp)),
            any(_is_filled(details.get(tag)) for tag in _SERIALS) or bool(_XMP["serial"].search(xmp)),
            any(_is_filled(details.get(tag)) for tag in _OWNERS) or bool(_XMP["person"].search(xmp)),
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
            options |= {"qtables": picture.quantization, "subsampling": JpegImagePlugin.get_sampling(picture)}
        elif kind == "WEBP":
            options |= {"quality": 90, "lossless": b"VP8L" in data[:64]}
        if frames > 1:
            options |= {"save_all": True}
            upright = picture
        else:
            upright = ImageOps.exif_transpose(picture)
            upright.info = {}
        stripped = io.BytesIO()
        upright.save(stripped, kind, exif=b"", **options)
        return stripped.getvalue()


def strip_attachment(data: bytes) -> bytes:
    """A zip file or Office document with every picture inside stripped that carries traces; the rest byte for byte."""

    def change(name: str, content: bytes) -> bytes:
        if not is_picture(name):
            return content
        try:
            return strip(content) if traces(content) else content
        except ValueError:
            return content

    return repack(data, change)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
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


def _is_filled(value: object) -> bool:
    """Whether a tag says something: cameras write blanks and zeros where they have no name or number."""
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value or "")
    return bool(text.strip("\0 0"))
