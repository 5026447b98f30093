"""The addresses of the reviews app; the form and the list live below the film they are about."""

from django.urls import path

import films.address_words  # noqa: F401  (knows <words:...>)
from reviews.views import confirming, form, lists, manage, recovery

app_name = "reviews"
urlpatterns = [
    path("films/<words:slug>/review/", form.review_form, name="review_form"),
    path("films/<words:slug>/reviews/", lists.review_list, name="review_list"),
    path("r/", manage.own_reviews, name="own_reviews"),
    path("r/forget/", manage.forget_browser, name="forget_browser"),
    path("r/<str:public_id>/", manage.manage, name="manage"),
    path("r/<str:public_id>/download/", manage.download, name="download"),
    path("r/<str:public_id>/withdraw/", manage.withdraw, name="withdraw"),
    path("r/<str:public_id>/undo/", manage.undo_withdrawal, name="undo_withdrawal"),
    path("r/<str:public_id>/renew/", manage.renew_link, name="renew_link"),
    path("r/<str:public_id>/appeal/", manage.appeal, name="appeal"),
    path("r/<str:public_id>/confirm/", manage.confirm_again, name="confirm_again"),
    path("r/<str:public_id>/forget-address/", manage.drop_email, name="drop_email"),
    # After the named ones: whatever else stands there is taken for a secret.
    path("r/<str:public_id>/<str:secret>/", manage.open_link, name="open"),
    path("reviews/find/", recovery.recovery, name="recovery"),
    path("reviews/find/<str:token>/", recovery.recover, name="recover"),
    path("reviews/confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("reviews/mails/<str:token>/", confirming.stop_mails, name="stop_mails"),
]
