"""Where sign-in follows the product's rules: no sign-up, and the next page is always ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from lscp.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """People are added by their partnership; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class AgencyAccountAdapter(DefaultSocialAccountAdapter):
    """An agency's own sign-in opens an account that the partnership has already made."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: the account must exist."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor shows the person's address, nothing more."""

    def is_mfa_enabled(self, user: User, types: list[str] | None = None) -> bool:
        """Whether the person has set up a second factor."""
        return bool(super().is_mfa_enabled(user, types))
