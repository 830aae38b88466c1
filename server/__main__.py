"""`python -m server` is `content-graph`."""

from server.cli import main

main()
