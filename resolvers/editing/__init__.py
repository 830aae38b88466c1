"""What editors change: one mutation a function, its input and its answer."""
