"""The graph out of the server: excerpts in the forms that other programs read, written as they are read."""
