"""What one operation may ask for: limits, and the measuring of a document before it is validated."""
