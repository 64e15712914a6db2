"""The program with every command, for its help, and for whoever looks at the whole of it."""

from importlib import import_module

from khlang.cli import LIGHT, MODULES
from khlang.cli.program import HAS_SITE, app

for _name in sorted(set(MODULES.values()), key=lambda name: (name != LIGHT, name)):
    if HAS_SITE or _name == LIGHT:
        import_module(f"khlang.cli.{_name}")

__all__ = ["app"]
