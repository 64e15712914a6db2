"""Pages of surveys and studies: tables, charts, needs, instruments."""
