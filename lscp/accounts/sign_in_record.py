"""Writes sign-ins, sign-outs, failures, lock-outs and changes of the second factor on the record."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from lscp.accounts.lockout import typed_address
from lscp.accounts.models import User
from lscp.accounts.system import system_actor
from lscp.audit import service as audit

FACTORS = {
    Authenticator.Type.TOTP: "an app",
    Authenticator.Type.WEBAUTHN: "a security key",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def connect() -> None:
    """Listen; called once at start-up. Connecting twice changes nothing."""
    pairs = [
        (account_signals.user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_login_failed, _failed),
        (user_locked_out, _locked_out),
        (account_signals.password_changed, _password_changed),
        (account_signals.password_set, _password_changed),
        (account_signals.password_reset, _password_changed),
        (factor_signals.authenticator_reset, _factor_renewed),
        (factor_signals.authentication_failed, _code_failed),
    ]
    for signal, receiver in pairs:
        signal.connect(receiver, dispatch_uid=f"lscp.accounts.{receiver.__name__}")
    # By the table, so that the entry stands or falls with the change: the library tells only afterwards.
    for signal, receiver in ((post_save, _factor_saved), (post_delete, _factor_removed)):
        signal.connect(receiver, sender=Authenticator, dispatch_uid=f"lscp.accounts.{receiver.__name__}")


def _write(verb: str, *, subject: User, by: User, **data: Any) -> None:
    """In the transaction of the change where there is one, else in one of its own."""
    with transaction.atomic():
        audit.record(verb, subject=subject, by=by, **data)


def _signed_in(user: User, **more: Any) -> None:
    through = "the agency's own sign-in" if more.get("sociallogin") else "a password"
    _write("accounts.signed_in", subject=user, by=user, through=through)


def _signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        _write("accounts.signed_out", subject=user, by=user)


def _failed(credentials: dict[str, Any], request: Any = None, **_: Any) -> None:
    """Nobody has shown who they are, so the system writes; the subject is the account they tried."""
    _by_system("accounts.sign_in_failed", typed_address(request, credentials))


def _locked_out(username: str, **_: Any) -> None:
    _by_system("accounts.locked_out", username or "")


def _by_system(verb: str, address: str) -> None:
    system = system_actor()
    tried = User.objects.filter(email__iexact=address, is_system=False).first() if address else None
    _write(verb, subject=tried or system, by=system, known=tried is not None)


def _password_changed(user: User, **_: Any) -> None:
    _write("accounts.password_changed", subject=user, by=user)


def _factor_saved(instance: Authenticator, created: bool, **_: Any) -> None:
    if created:
        _factor("accounts.factor_added", instance)


def _factor_removed(instance: Authenticator, **_: Any) -> None:
    _factor("accounts.factor_removed", instance)


def _factor(verb: str, factor: Authenticator) -> None:
    """People set up and remove only their own."""
    person = factor.user
    _write(verb, subject=person, by=person, factor=FACTORS[factor.type])


def _factor_renewed(user: User, **_: Any) -> None:
    _write("accounts.codes_renewed", subject=user, by=user)


def _code_failed(user: User, **_: Any) -> None:
    _write("accounts.code_failed", subject=user, by=system_actor())
