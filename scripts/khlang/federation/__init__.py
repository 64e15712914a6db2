"""Many offices: the catalogue by which they know each other's entries."""
