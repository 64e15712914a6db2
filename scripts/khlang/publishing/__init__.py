"""What goes out: the library without what is held back, rendered text, addresses, the map of pages."""
