"""A picture out of a document → one for the web: small, upright, and silent about where and by whom it was taken."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageOps, features

MAX_SIDE = 1600  # pixels; what the checks advise
_MAX_PIXELS = 80_000_000  # a telephone's picture has up to 50 million; more is made to fill a memory
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", *(["AVIF"] if features.check("avif") else []))
_FEW_COLOURS = 256  # drawings and pictures of screens; JPEG would blur their lines
_QUALITY = 82


def fit(data: bytes) -> tuple[bytes, str]:
    """The picture with its longer side at most 1,600 pixels and nothing but what it shows, and its suffix.

    Drawings of few colours become PNG, all others JPEG. Raises ValueError for what is no picture, or too large a one.
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MAX_PIXELS:
                raise ValueError(f"{opened.width} × {opened.height} pixels")
            picture = _plain(opened)
    except Exception as error:  # Pillow raises many kinds for damaged files
        raise ValueError(str(error)) from error
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    saved = io.BytesIO()
    if _is_drawing(opened.format, picture):
        picture.quantize(_FEW_COLOURS, dither=Image.Dither.NONE).save(saved, "PNG", optimize=True)
        return saved.getvalue(), ".png"
    picture.save(saved, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return saved.getvalue(), ".jpg"


def _plain(opened: Image.Image) -> Image.Image:
    """Upright, on white, in sRGB, with no notes: pixels only."""
    picture = ImageOps.exif_transpose(opened)
    profile = picture.info.get("icc_profile")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    if profile and picture.mode in ("RGB", "CMYK"):
        picture = _in_srgb(picture, profile)
    plain = Image.new("RGB", picture.size)
    plain.paste(picture.convert("RGB"))
    return plain


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a damaged profile: the numbers as they are


def _is_drawing(kind: str | None, picture: Image.Image) -> bool:
    return kind not in ("JPEG", "MPO") and picture.getcolors(_FEW_COLOURS * 8) is not None
