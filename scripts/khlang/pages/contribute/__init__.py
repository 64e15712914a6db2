"""The form that makes a file in the reader's browser."""
