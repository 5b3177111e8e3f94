"""Where sign-in follows the product's rules: no sign-up, plain words, secrets sealed at rest."""

from __future__ import annotations

import base64
from functools import cache
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from lscp.accounts.events import SignInNews
from lscp.accounts.lockout import client_address
from lscp.accounts.models import User
from lscp.kernel.events import publish


class AccountAdapter(DefaultAccountAdapter):
    """People are added by their partnership; nobody signs up."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask your partnership’s Business Unit",
        "email_password_mismatch": "The e-mail address or password is not right. Check both and try again",
        "enter_current_password": "Your present password is not right",
        "incorrect_password": "The password is not right",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one",
        "rate_limited": "There were too many tries in a short time. Wait a few minutes, then try again",
        "too_many_login_attempts": "There were too many tries. Wait 15 minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where the request came from, as the lock-out sees it."""
        return client_address(request) or "127.0.0.1"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the person's own account page."""
        return str(settings.LOGIN_REDIRECT_URL)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, which makes the link when the message leaves.

        So the page is the same whether there is an account or not, and takes no longer for a mail server that
        is slow. Nothing leaves for an address without an account (`ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS`).
        """
        _tell(user, "account/email/password_reset_key")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """That something was changed about how the person signs in: through the outbox too."""
        _tell(user, template_prefix)


def _tell(user: User, template_prefix: str) -> None:
    """Hand it to the outbox, where it waits for the mail server, and where a failure is seen."""
    with transaction.atomic():
        publish(SignInNews(user, template_prefix.rpartition("/")[2]))


class AgencyAccountAdapter(DefaultSocialAccountAdapter):
    """An agency's own sign-in opens an account that a partnership has already made, and no other.

    Each OpenID Connect app names in its settings the e-mail domains it may speak for
    (`"email_domains": ["police.example"]`). An app that names none opens nothing.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: the account must exist."""
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Whether this agency's sign-in may speak for an address that it has verified."""
        domains = login.provider.app.settings.get("email_domains", [])
        return email.rpartition("@")[2].lower() in {str(domain).lower() for domain in domains}

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Nobody ties another account to their own: the verified address is the only tie."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(redirect("home"))


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: shows the person's address and nothing more; its secrets are sealed at rest."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "You need a second factor. Add another before you remove this one",
        "cannot_generate_recovery_codes": "Set up an app or a security key first, then make recovery codes",
        "incorrect_code": "The code is not right. Wait for the next code, then try again",
    }

    def get_totp_label(self, user: User) -> str:
        """What the app on the phone calls this account."""
        return user.email

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second factor would remain, where one is needed."""
        if not settings.MFA_REQUIRED:
            return True
        others = Authenticator.objects.filter(
            user_id=authenticator.user_id, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        ).exclude(pk=authenticator.pk)
        return others.exists()

    def generate_authenticator_name(self, user: Any, type: str) -> str:  # noqa: A002 - allauth's own name
        """What a new security key is called until the person names it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Security key {number}"

    def encrypt(self, text: str) -> str:
        """Seal a secret under the newest of the installation's keys."""
        return _sealer(settings.SEALING_KEYS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret. Raises `cryptography.fernet.InvalidToken` when its key is gone."""
        return _sealer(settings.SEALING_KEYS).decrypt(encrypted_text.encode()).decode()


@cache
def _sealer(keys: str) -> MultiFernet:
    """Seals and opens with keys derived from the installation's own, newest first."""
    made = []
    for entry in keys.split(","):
        raw = base64.b64decode(entry.strip().split(":", 1)[1])
        derived = HKDF(SHA256(), 32, salt=None, info=b"lscp second factor").derive(raw)
        made.append(Fernet(base64.urlsafe_b64encode(derived)))
    return MultiFernet(made)
