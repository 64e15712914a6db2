"""Lists of entries: rows, facets, paging."""
