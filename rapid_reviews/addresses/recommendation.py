"""Addresses of the recommendation and of the Executive."""

from django.urls import path

from rapid_reviews.views import executive, recommendation

REVIEW = "<uuid:public_id>/"

urlpatterns = [
    path(f"{REVIEW}recommendation/", recommendation.recommendation, name="recommendation"),
    path(f"{REVIEW}recommendation/sign/", recommendation.Recommend.as_view(), name="recommend"),
    path(f"{REVIEW}executive/", executive.executive, name="executive"),
    path(f"{REVIEW}executive/sign/", executive.Sign.as_view(), name="executive_sign"),
    path(f"{REVIEW}executive/open/", executive.Open.as_view(), name="executive_open"),
    path(f"{REVIEW}executive/settle/", executive.Settle.as_view(), name="executive_settle"),
]
