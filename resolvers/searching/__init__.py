"""Finding articles and entities by what somebody types."""
