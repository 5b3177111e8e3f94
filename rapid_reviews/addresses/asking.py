"""Addresses of asking agencies: the Business Unit's side, and the page both sides share."""

from django.urls import path

from rapid_reviews.views import asking

urlpatterns = [
    path("<uuid:public_id>/ask/", asking.Ask.as_view(), name="ask"),
    path("<uuid:public_id>/remind/", asking.ChaseAll.as_view(), name="chase_all"),
    path("requests/<uuid:public_id>/remind/", asking.Chase.as_view(), name="chase"),
    path("requests/<uuid:public_id>/day/", asking.SetDue.as_view(), name="set_due"),
    path("requests/<uuid:public_id>/send-back/", asking.SendBack.as_view(), name="send_back"),
    path("requests/<uuid:public_id>/accept/", asking.Accept.as_view(), name="accept"),
    path("requests/<uuid:public_id>/ask-again/", asking.AskAgain.as_view(), name="ask_again"),
    path("requests/<uuid:public_id>/withdraw/", asking.Withdraw.as_view(), name="withdraw"),
    path(
        "requests/<uuid:public_id>/suggestions/<uuid:suggestion>/",
        asking.AnswerSuggestion.as_view(),
        name="answer_suggestion",
    ),
]
