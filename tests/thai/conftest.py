"""Settings of the property tests."""

from hypothesis import settings

# The first cut of a run loads the dictionary, which takes longer than hypothesis allows an example.
settings.register_profile("khlang", deadline=None)
settings.load_profile("khlang")
