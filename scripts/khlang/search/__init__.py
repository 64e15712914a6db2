"""Thai full-text search as static files: built HTML in, hashed index files out."""

import os

# As numpy is imported it starts a thread a core for what we ask of it once, if at all: that took longer than its import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
