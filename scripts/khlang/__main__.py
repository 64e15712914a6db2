"""`python -m khlang`: the program `khlang` where its own file is not on PATH; run.py calls it so."""

from khlang.cli import main

main()
