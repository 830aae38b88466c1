"""What lies around entities: who is named with whom, where and when, and how they are linked."""
