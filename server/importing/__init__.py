"""Articles that are linked already, a whole archive at once, into an empty embedded database."""
