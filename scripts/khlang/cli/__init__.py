"""Door 1: the command line. Commands read their words, call the library, print and set the exit status."""

from khlang.cli import index  # noqa: F401 - each module adds its commands
from khlang.cli.program import HAS_SITE, app, main

if HAS_SITE:
    from khlang.cli import check, generate, hub, intake, picture, pyodide, remind, scores, starting, survey, writing  # noqa: F401

__all__ = ["app", "main"]
