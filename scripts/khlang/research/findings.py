"""What the data of an entry say: read and computed once, for checks, texts and pages alike."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.library import Library, remembered_of_files
from khlang.content.problem import Problem
from khlang.research import scores
from khlang.research.scores import Gain
from khlang.survey import FOLDER
from khlang.survey import data as survey_data
from khlang.survey.statistics import Results, results

FIELDS = ("data", "scores")
"""The fields of the front matter that name a file of data."""


@dataclass(frozen=True)
class Findings:
    """The statistics of an entry; empty where it has no data, or none that can be used."""

    results: Results | None = None
    gains: tuple[Gain, ...] = ()
    missing: tuple[str, ...] = ()  # fields whose file is not there
    problems: tuple[Problem, ...] = ()  # of the files

    def __bool__(self) -> bool:
        return self.results is not None or bool(self.gains)


def data_path(entry: Entry, field: str) -> str | None:
    """The file that a field of an entry names, below the content folder."""
    typed = entry.meta.data_files.get(field)
    return posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), typed)) if typed else None


@remembered_of_files
def findings(library: Library, entry: Entry) -> Findings:
    """The findings of an entry."""
    missing: list[str] = []
    problems: list[Problem] = []
    read: dict[str, object] = {}
    for field, reader in zip(FIELDS, (survey_data.read, scores.read), strict=True):
        path = data_path(entry, field)
        if path is None:
            continue
        if path not in library.files or not path.startswith(f"{FOLDER}/"):
            missing.append(field)
            continue
        found = reader(library.read(path), path)
        if isinstance(found, list):
            problems += found
        else:
            read[field] = found
    survey, study = read.get("data"), read.get("scores")
    return Findings(
        results(survey) if isinstance(survey, survey_data.Survey) else None,
        tuple(map(scores.gain, study.skills)) if isinstance(study, scores.Study) else (),
        tuple(missing),
        tuple(problems),
    )
