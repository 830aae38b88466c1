"""Measurements, one command each: `uv run python -m benchmarks.NAME`. They assert nothing."""
