"""A small sample of bench/fuzz.py: no reader is stopped by what it is fed."""

from __future__ import annotations

import importlib.util
import sys

import pytest
from run import ROOT

_spec = importlib.util.spec_from_file_location("fuzz", ROOT / "bench/fuzz.py")
fuzz = importlib.util.module_from_spec(_spec)
sys.modules["fuzz"] = fuzz  # its dataclasses look it up
_spec.loader.exec_module(fuzz)

SAMPLE = {"docx": 3, ".zip": 20, "yaml": 300, "csv": 300, "xlsx": 150, "page": 300}


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    return fuzz.readers(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize(
    "name",
    [
        *"front-matter yaml vocabulary markdown intake docx csv xlsx page".split(),
        *".docx .xlsx .pptx .pdf .zip .csv .jpg .png .webp".split(),
    ],
)
def test_no_reader_is_stopped(name, readers):
    assert list(fuzz.faults(readers[name], range(1, 1 + SAMPLE.get(name, 60)), seconds=10)) == []


def test_what_was_found_once_stays_mended(readers):
    """A seed that fuzzing has found: an element whose name is no text. The other, a cell far away, is in test_refusals."""
    assert list(fuzz.faults(readers["page"], range(6834, 6835), seconds=10)) == []


def test_the_list_of_readers_is_whole(readers):
    assert len(readers) == 18


def test_a_reader_that_stumbles_is_found():
    reader = fuzz.Reader(lambda chance: b"", lambda data: 1 / 0)
    assert [what.split(":")[0] for _, what in fuzz.faults(reader, range(2), 5)] == ["ZeroDivisionError"] * 2


@pytest.mark.parametrize("text", ["<h3 id=a>ก</h3><p>ข" * 10_000, "<h1>" + "<b>ก" * 5_000, "<nav>ก</nav>" * 10_000])
def test_a_long_page_is_read_in_one_walk(text):
    """Each took more than a minute while nodes were compared by all that they hold."""
    source = f"<!doctype html><html lang=th><title>ก</title><main><h2 id=b>ค</h2>{text}</main>"
    with fuzz.processor_time(10):
        assert fuzz.page.read("a/", source.encode()).sections
