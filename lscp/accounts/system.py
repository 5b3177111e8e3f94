"""The named actor of sweeps and jobs. There is no anonymous change in this product."""

from lscp.accounts.models import User

ADDRESS = "system@product.invalid"


def system_actor() -> User:
    """The product itself: nobody can sign in as it, and audit names it."""
    found = User.objects.filter(is_system=True).first()
    if found:
        return found
    actor, _ = User.objects.get_or_create(
        email=ADDRESS, defaults={"name": "The system", "is_system": True, "is_active": False, "password": "!"}
    )
    return actor
