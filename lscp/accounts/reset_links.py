"""The link with which a person sets a new password: made when its message leaves, and kept nowhere.

Whoever has the link has the account, so it stands in no table, page, log or backup of ours.
"""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from lscp.accounts.models import User


def reset_path(user: User) -> str:
    """A new link for this person, without the host. It works once, for `PASSWORD_RESET_TIMEOUT` from now."""
    token = default_token_generator.make_token(user)
    key = {"uidb36": user_pk_to_url_str(user), "key": token}
    return reverse("account_reset_password_from_key", kwargs=key)
