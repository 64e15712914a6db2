"""The form that makes a file in the reader's browser."""

FORM_PAGE = "contribute.md"
"""The page that holds the form."""
