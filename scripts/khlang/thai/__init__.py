"""The core of Thai text: normal form, slugs, dates, numerals and words. Imports nothing of ours."""
