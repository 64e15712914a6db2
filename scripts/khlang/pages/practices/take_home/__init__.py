"""What a school takes home of a practice: the one-page sheet, an archive that needs no network, a reference, a message."""
