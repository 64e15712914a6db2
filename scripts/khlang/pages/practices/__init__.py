"""Pages of practices: gallery, matrix, what was taken over by whom, what schools take home."""
