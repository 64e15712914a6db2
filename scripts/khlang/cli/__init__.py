"""Door 1: the command line. Commands read their words, call the library, print and set the exit status."""

from khlang.cli import check, generate, index, intake, remind, scores, starting, survey, writing  # noqa: F401 - each adds its commands
from khlang.cli.program import app, main

__all__ = ["app", "main"]
