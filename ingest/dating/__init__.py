"""When: what expressions in running text say about days, months and years."""
