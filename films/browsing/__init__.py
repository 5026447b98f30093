"""The lists that visitors look through: films, people, quotes, tags and collections, as data."""
