"""`python -m server` is `content-graph`."""

from server.cli import main

# A process that reads documents imports this file too, and must not start over.
if __name__ == "__main__":
    main()
