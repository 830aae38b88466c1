"""The read path: an operation becomes one Cypher statement for each of its root fields."""
