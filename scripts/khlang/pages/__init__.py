"""What the site shows beyond an entry's own text: pure functions of the Library, one output a module."""
