"""The program with every command, for its help, and for whoever looks at the whole of it."""

import khlang.cli.index
from khlang.cli.program import HAS_SITE, app

if HAS_SITE:
    import khlang.cli.check
    import khlang.cli.export
    import khlang.cli.generate
    import khlang.cli.hub
    import khlang.cli.intake
    import khlang.cli.picture
    import khlang.cli.pyodide
    import khlang.cli.remind
    import khlang.cli.scores
    import khlang.cli.starting
    import khlang.cli.survey
    import khlang.cli.writing

__all__ = ["app"]
