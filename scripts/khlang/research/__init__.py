"""Surveys and studies as entries: their data, what is said of them in the text, and the needs that follow.

    docs/research/x.md ── findings ──► Findings ──┬─ references ──► numbers and sentences in the text
                                                  ├─ typed ──► numbers that somebody typed, to be checked
                                                  └─ needs ──► finding → action → measured again

`khlang.survey` and `khlang.research.scores` know no entries; here both meet the library.
"""
