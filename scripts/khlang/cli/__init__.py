"""Door 1: the command line. Commands read their words, call the library, print and set the exit status."""

from khlang.cli import index
from khlang.cli.program import HAS_SITE, app, main

if HAS_SITE:
    from khlang.cli import (
        check,
        export,
        generate,
        hub,
        intake,
        picture,
        pyodide,
        remind,
        scores,
        starting,
        survey,
        writing,
    )

__all__ = ["app", "main"]
