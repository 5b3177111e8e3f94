"""What of a signed view the record keeps a digest of."""

from typing import Any

from lscp.audit.evidence import keep


def _view(view: Any) -> list[Any]:
    sealed = view.content
    return [
        view.round_id, view.seat_id, view.signer_id, view.standing, view.stands_in_for_id, view.number,
        view.choice, view.rests_on, view.signed_at, sealed.pk, sealed.ciphertext,
    ]  # fmt: skip


keep("signing.SignedView", _view, related=["content"])
