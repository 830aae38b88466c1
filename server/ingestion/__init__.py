"""Documents into the graph: read by workers, written batch by batch, gone on with after a stop."""
