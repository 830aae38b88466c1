"""The content graph in Neo4j: its model, its one writer and its reads."""
