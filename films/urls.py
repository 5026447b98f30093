"""The addresses of the films app."""

from django.urls import path

from films.views.film import film_card, film_detail, film_poster

app_name = "films"

film = [
    path("films/<slug:slug>/", film_detail, name="film_detail"),
    path("films/<slug:slug>/poster.svg", film_poster, name="film_poster"),
    path("films/<slug:slug>/card.jpg", film_card, name="film_card"),
]

urlpatterns = [*film]
