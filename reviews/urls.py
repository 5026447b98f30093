"""The addresses of the reviews app; the form and the list live below the film they are about."""

from django.urls import path

import films.address_words  # noqa: F401  (knows <words:...>)
from reviews.views import form, lists

app_name = "reviews"
urlpatterns = [
    path("films/<words:slug>/review/", form.review_form, name="review_form"),
    path("films/<words:slug>/reviews/", lists.review_list, name="review_list"),
    path("reviews/receipt/<str:token>/", form.receipt, name="receipt"),
]
