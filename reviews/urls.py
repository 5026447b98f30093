"""The addresses of the reviews app; the form and the list live below the film they are about."""

from django.urls import path

from reviews import views

app_name = "reviews"
urlpatterns = [
    path("films/<slug:slug>/review/", views.review_form, name="review_form"),
    path("films/<slug:slug>/reviews/", views.review_list, name="review_list"),
    path("reviews/receipt/<str:token>/", views.receipt, name="receipt"),
]
