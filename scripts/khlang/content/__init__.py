"""What is written and what we know: files read into entries, the models of their fields, vocabularies, the Library."""
