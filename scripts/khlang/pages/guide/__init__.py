"""คู่มือ: how to contribute to and look after a site, made of the models, the rules and the texts that khlang brings."""
