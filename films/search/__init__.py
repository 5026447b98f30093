"""Finding films, people, quotes and tags by words."""
