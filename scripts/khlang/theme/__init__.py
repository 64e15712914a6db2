"""The MkDocs theme `khlang`: templates, styles, fonts and drawings. What an office changes stands in its own `overrides/`."""
