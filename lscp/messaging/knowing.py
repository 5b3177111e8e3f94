"""Who may still know of the case that a message is about: asked when it is shown, and again when it leaves.

The apps above say who is kept from a case (`keeps_from`, called at start-up); this module never imports them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

from django.db.models import Q

from lscp.accounts.models import Membership
from lscp.messaging.models import OutboundMessage

NO_LONGER_KNOWN: Final = "no longer known"

Shown = Callable[[Any], Q]
KeptFrom = Callable[[Collection[str]], set[tuple[int, str]]]

_rules: dict[str, tuple[Shown, KeptFrom]] = {}


def keeps_from(name: str, *, shown: Shown, kept: KeptFrom) -> None:
    """Register who is kept from cases.

    `shown(user)` is the condition on messages that the person may be shown; `kept(references)` gives who is
    kept from which of these cases, as (key of the person, reference).
    """
    _rules[name] = (shown, kept)


def shown_q(user: Any) -> Q:
    """The messages whose case this person is not kept from; those about no case among them."""
    condition = Q()
    for shown, _kept in _rules.values():
        condition &= shown(user)
    return condition


def no_longer_wanted(messages: Iterable[OutboundMessage]) -> set[int]:
    """The keys of messages about a case from which the recipient is kept now, or whose partnership they left."""
    about = [message for message in messages if message.reference]
    if not about:
        return set()
    references = {message.reference for message in about}
    kept = {pair for _shown, rule in _rules.values() for pair in rule(references)}
    held = Membership.objects.not_over().filter(user__in={message.recipient_id for message in about})
    places = set(held.values_list("user_id", "partnership_id"))
    return {
        message.pk
        for message in about
        if (message.recipient_id, message.reference) in kept
        or (message.partnership_id and (message.recipient_id, message.partnership_id) not in places)
    }
