"""Names in running text: the lexicon, what may name an entity, and the mentions found."""
