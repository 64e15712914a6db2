"""`khlang picture`: whatever a phone gives becomes a small, silent picture that the entry shows and tells of."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from content import BASES, DAY, make
from PIL import Image, features
from typer.testing import CliRunner

from khlang import checks
from khlang.cli.commands import app
from khlang.content.front_matter import FrontMatter, split
from khlang.content.library import load
from khlang.content.meta import People
from khlang.contributing.picture import Taken, find, with_pictures
from khlang.privacy.photographs import traces

ALT = "ป้ายไม้เขียนมือใต้ต้น [มะม่วง]"
FORMATS = ["JPEG", "PNG", "WEBP", "TIFF", *(["AVIF"] if features.check("avif") else [])]


def photograph(kind: str = "JPEG", size: tuple[int, int] = (2400, 1200)) -> bytes:
    """A picture as a phone held sideways stores it: turned by a mark only, with the place where it was taken."""
    picture = Image.effect_noise(size, 80).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (7.0, 30.0, 0.0)
    exif[0x010F] = "phone"
    saved = io.BytesIO()
    picture.save(saved, kind, exif=exif)
    return saved.getvalue()


def docs(folder: Path, text: str = BASES["practice"]) -> Path:
    return make(folder, **{"practices/entry.md": text})


@pytest.mark.parametrize("kind", FORMATS)
def test_a_picture_becomes_upright_small_and_silent(kind: str, tmp_path: Path) -> None:
    folder = docs(tmp_path / "docs")
    (tmp_path / "IMG_0042").write_bytes(photograph(kind))
    words = [
        "picture",
        str(tmp_path / "IMG_0042"),
        "--entry",
        "p3c9ws",
        "--people",
        "none",
        "--alt",
        ALT,
        "--docs",
        str(folder),
    ]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    (file,) = (folder / "practices/images").iterdir()
    assert file.stem == "p3c9ws-1"
    with Image.open(file) as made:
        assert made.size == (800, 1600) and not made.getexif()
    assert not traces(file.read_bytes())
    entry = load(folder, DAY).by_id["p3c9ws"]
    assert [(row.file, row.people) for row in entry.meta.pictures] == [(f"images/{file.name}", People.NONE)]
    assert entry.links[-1].is_image and entry.links[-1].target == f"images/{file.name}"
    assert [
        one for one in checks.run(load(folder, DAY), only={entry.path, f"practices/images/{file.name}"}) if one.is_error
    ] == []


@pytest.mark.parametrize(
    "known",
    [
        "",
        "pictures: []\n",
        "pictures:\n- {file: images/a.jpg, people: none}  # ของเดิม\n",
        "pictures:\n    - file: images/a.jpg\n      people: none\n",
        "pictures: [{file: images/a.jpg, people: none}]\n",
    ],
)
def test_what_the_front_matter_says_stays(known: str, tmp_path: Path) -> None:
    text = BASES["practice"].replace("status:", f"{known}status:")
    library = load(docs(tmp_path, text), DAY)
    entry = find("docs/practices/entry.md", library)
    made = with_pictures(
        entry, text, [Taken("a.jpg", photograph(size=(90, 60)), ALT)] * 2, People.ADULTS, None, library
    )
    after = split(made[entry.path].decode(), entry.path)
    assert isinstance(after, FrontMatter)
    before = [row.model_dump(exclude_none=True, mode="json") for row in entry.meta.pictures]
    new = [{"file": f"images/p3c9ws-{n}.jpg", "people": "adults"} for n in (1, 2)]
    assert after.values["pictures"] == [*before, *new]
    assert {**after.values, "pictures": None} == {**entry.front_matter.values, "pictures": None}
    assert ("# ของเดิม" in text) == ("# ของเดิม" in made[entry.path].decode())
    assert after.body.startswith(entry.body.rstrip("\n"))


def test_what_cannot_be_taken_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    library = load(docs(tmp_path), DAY)
    entry, text = find("p3c9ws", library), BASES["practice"]
    small = photograph(size=(90, 60))
    for taken, people, consent, told in (
        (Taken("a.jpg", small, ALT), People.PUPILS, None, "หนังสือยินยอม"),
        (Taken("a.jpg", small, " "), People.NONE, None, "คำบรรยาย"),
        (Taken("a.jpg", b"no picture", ALT), People.NONE, None, "a.jpg"),
        (Taken("IMG.HEIC", b"\0\0\0\x18ftypheic" + b"\0" * 40, ALT), People.NONE, None, "HEIC"),
    ):
        with pytest.raises(ValueError, match=told):
            with_pictures(entry, text, [taken], people, consent, library)
    with pytest.raises(ValueError, match="p00000"):
        find("p00000", library)
    made = with_pictures(entry, text, [Taken("a.jpg", small, ALT)], People.PUPILS, "ย.12/2569", library)
    assert "consent_ref: ย.12/2569" in made[entry.path].decode()
