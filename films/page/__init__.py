"""The film page as data; films/page/film_page.py puts it together."""

from films.page.film_page import FilmPage

__all__ = ["FilmPage"]
