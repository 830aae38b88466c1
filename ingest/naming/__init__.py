"""Names that no lexicon holds: where a text gives a person or an organization a name of its own."""
