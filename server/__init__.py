"""The processes: the HTTP server and the command line."""
