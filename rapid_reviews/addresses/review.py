"""Addresses of the review itself: its list, its page, its timetable."""

from django.urls import path

from rapid_reviews.views import review

urlpatterns = [
    path("", review.reviews, name="list"),
    path("<uuid:public_id>/", review.review, name="review"),
    path("<uuid:public_id>/dates/<slug:step>/", review.SetDate.as_view(), name="set_date"),
]
