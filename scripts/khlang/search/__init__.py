"""Thai full-text search as static files: built HTML in, hashed index files out."""
