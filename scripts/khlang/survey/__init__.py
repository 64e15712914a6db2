"""Answers to a questionnaire → counts that tell of no single person → statistics.

    answers.csv ── reading ──► Sheet ── recognising ──► Questionnaire ── reducing ──► Survey (data.py) ── statistics ──► Results

The left half runs on the machine of whoever holds the answers (`khlang survey`); only `Survey` is committed, and the
site is built from it. `reduction` says why nobody's answers can be computed from it.
"""

FOLDER = "research/data"
"""Where the files of `data.py` lie, below the content folder."""
