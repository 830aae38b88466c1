"""Page to article to mentions: text in, values of `graph.model` out. No database."""
