"""What the server tells of itself: log lines, metrics and traces; never a token, a body or a value."""
