"""Filters of lists: what a client asks for, as input types, and the Cypher that it comes to."""
