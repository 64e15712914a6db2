"""khlang (คลัง): the library behind a Thai knowledge site. It knows no MkDocs; see `mkdocs_plugin` for that door."""
