"""`python -m khlang` is the program `khlang`: run.py calls it so, as a program's own file breaks when its .venv is moved."""

from khlang.cli import main

main()
