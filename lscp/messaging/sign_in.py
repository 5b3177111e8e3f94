"""Messages about signing in, which django-allauth asks for: through the outbox like all others.

They say nothing of any case. The link to set a password is made when its message leaves, and never stored.
"""

from __future__ import annotations

import uuid
from typing import Final

from lscp.accounts.events import SignInNews
from lscp.accounts.models import Partnership, User
from lscp.accounts.reset_links import reset_path
from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency
from lscp.messaging.service import enqueue

WHY: Final = "It is about how you sign in."
NOT_YOU: Final = (
    "If this was you, there is nothing to do. If not, set a new password at once and tell your "
    "partnership’s Business Unit."
)
NEWS: Final = {
    "password_changed": ("your password was changed", "Your password was changed."),
    "password_reset": (
        "your password was changed",
        "Your password was changed through a link that we sent you.",
    ),
    "password_set": ("your password was set", "A password was set for your account."),
    "recovery_codes_generated": (
        "new recovery codes were made for your account",
        "New recovery codes were made for your account. The old ones no longer work.",
    ),
    "totp_activated": (
        "an app was set up for your account",
        "An app for sign-in codes was set up for your account.",
    ),
    "totp_deactivated": (
        "the app was turned off for your account",
        "The app for sign-in codes was turned off for your account.",
    ),
    "webauthn_added": (
        "a security key was added to your account",
        "A security key was added to your account.",
    ),
    "webauthn_removed": (
        "a security key was removed from your account",
        "A security key was removed from your account.",
    ),
}

register(
    "sign_in_password_reset_key",
    subject="set a new password",
    body=(
        "Somebody, probably you, asked to set a new password. Open the link below within one hour. It works "
        "once. If it was not you, there is nothing to do: your password stays as it is."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY,
    path_of=reset_path,
)
for _name, (_subject, _body) in NEWS.items():
    register(
        f"sign_in_{_name}",
        subject=_subject,
        body=f"{_body} {NOT_YOU}",
        urgency=Urgency.IMMEDIATE,
        why=WHY,
    )


def tell_sign_in_news(event: SignInNews) -> None:
    """Queue one message for each time it happens. Raises `LookupError` for news that has no words here."""
    kind = f"sign_in_{event.what}"
    enqueue(
        kind,
        to=[event.person],
        dedupe_key=f"{kind}:{uuid.uuid4()}",
        partnership=_partnership_of(event.person),
    )


def _partnership_of(person: User) -> Partnership | None:
    """Whose Business Unit sees that it did not arrive: one of the person's own."""
    held = sorted(person.memberships_today(), key=lambda membership: membership.partnership.name)
    return held[0].partnership if held else person.added_in
