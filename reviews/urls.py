"""The addresses of the reviews app; the form and the list live below the film they are about."""

from django.urls import path

import films.address_words  # noqa: F401  (knows <words:...>)
import reviews.address_ids  # noqa: F401  (knows <id:...>)
from reviews import feeds
from reviews.views import about, confirming, form, lists, manage, reactions, recovery, score

app_name = "reviews"
urlpatterns = [
    path("films/<words:slug>/review/", form.review_form, name="review_form"),
    path("films/<words:slug>/reviews/", lists.review_list, name="review_list"),
    path("films/<words:slug>/reviews.atom", feeds.film_reviews, name="film_feed"),
    path("films/<words:slug>/score/", score.score, name="score"),
    path("films/<words:slug>/score.json", score.score_json, name="score_json"),
    path("reviews.atom", feeds.all_reviews, name="feed"),
    path("reviews/<id:public_id>/helpful/", reactions.helpful, name="helpful"),
    path("reviews/<id:public_id>/report/", reactions.report, name="report"),
    path("r/", manage.own_reviews, name="own_reviews"),
    path("r/forget/", manage.forget_browser, name="forget_browser"),
    path("r/<id:public_id>/", manage.manage, name="manage"),
    path("r/<id:public_id>/download/", manage.download, name="download"),
    path("r/<id:public_id>/withdraw/", manage.withdraw, name="withdraw"),
    path("r/<id:public_id>/undo/", manage.undo_withdrawal, name="undo_withdrawal"),
    path("r/<id:public_id>/renew/", manage.renew_link, name="renew_link"),
    path("r/<id:public_id>/appeal/", manage.appeal, name="appeal"),
    path("r/<id:public_id>/confirm/", manage.confirm_again, name="confirm_again"),
    path("r/<id:public_id>/forget-address/", manage.drop_email, name="drop_email"),
    # After the named ones: whatever else stands there is taken for a secret.
    path("r/<id:public_id>/<str:secret>/", manage.open_link, name="open"),
    path("reviews/about/", about.about, name="about"),
    path("reviews/find/", recovery.recovery, name="recovery"),
    path("reviews/find/<str:token>/", recovery.recover, name="recover"),
    path("reviews/confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("reviews/mails/<str:token>/", confirming.stop_mails, name="stop_mails"),
    # The secret ones without their last sign, too: Django's own redirect would say nothing against
    # being kept by a cache.
    path("r/<id:public_id>/<str:secret>", manage.open_link),
    path("reviews/find/<str:token>", recovery.recover),
    path("reviews/confirm/<str:token>", confirming.confirm),
    path("reviews/mails/<str:token>", confirming.stop_mails),
]
