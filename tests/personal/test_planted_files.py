"""Files of every type with personal data in every place, made here: each is told, none of the honest ones is."""

from __future__ import annotations

from collections import defaultdict

from content import DAY, make
from planted_files import honest_files, planted_files

from khlang import checks
from khlang.content.library import load
from khlang.privacy.documents import Picture, read
from khlang.privacy.endings import is_picture
from khlang.privacy.photographs import strip, strip_attachment, traces


def rules(folder, files: dict[str, bytes]) -> dict[str, set[str]]:
    told = defaultdict(set)
    for problem in checks.run(load(make(folder, **files), DAY)):
        if problem.is_error:
            told[problem.path].add(problem.rule)
    return told


def test_what_is_planted_in_files_is_told(tmp_path):
    planted = list(planted_files())
    files = {f"knowledge/files/f{i}-{name}": data for i, (name, data, _) in enumerate(planted)}
    told = rules(tmp_path, files)
    missed = [path for path, (_, _, wanted) in zip(files, planted, strict=True) if not told[path] & set(wanted)]
    assert len(files) > 160 and missed == []


def test_honest_files_pass(tmp_path):
    assert rules(tmp_path, {f"knowledge/files/{name}": data for name, data in honest_files()}) == {}


def test_what_pictures_carry_can_be_stripped():
    carrying = [(name, data) for name, data, wanted in planted_files() if wanted == ("picture-traces",)]
    for name, data in carrying:
        stripped = strip(data) if is_picture(name) else strip_attachment(data)
        assert not any(traces(part.data) for part in read(name, stripped) if isinstance(part, Picture)), name
    assert len(carrying) > 20
