"""The race: this server against others on the same database: `uv run python -m benchmarks.race`."""
