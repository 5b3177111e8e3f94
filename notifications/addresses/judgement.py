"""Addresses of views, decision, advice and the register."""

from django.urls import path

from notifications.views import advice, decisions, opinions

urlpatterns = [
    path("considered/", advice.considered_register, name="considered"),
    path("<uuid:public_id>/views/", opinions.ViewsPage.as_view(), name="views"),
    path("<uuid:public_id>/views/give/", opinions.GiveView.as_view(), name="give_view"),
    path("<uuid:public_id>/views/open/", opinions.OpenViews.as_view(), name="open_views"),
    path("<uuid:public_id>/conflict/", opinions.DeclareConflict.as_view(), name="declare_conflict"),
    path("<uuid:public_id>/conflict/ended/", opinions.EndConflict.as_view(), name="withdraw_conflict"),
    path("<uuid:public_id>/decision/", decisions.DecisionPage.as_view(), name="decision"),
    path("<uuid:public_id>/decision/record/", decisions.Decide.as_view(), name="decide"),
    path("<uuid:public_id>/decision/sign/", decisions.SignDecision.as_view(), name="sign_decision"),
    path("<uuid:public_id>/decision/look-again/", decisions.LookAgain.as_view(), name="look_again"),
    path("<uuid:public_id>/legal-advice/", advice.LegalAdvice.as_view(), name="legal_advice"),
    path("<uuid:public_id>/comment/", advice.AddComment.as_view(), name="comment"),
]
