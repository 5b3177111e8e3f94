"""Partnerships, agencies, people, and who belongs where from when until when. No case data."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, ClassVar, Self

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from lscp.accounts.dated import Dated, DatedQuerySet, holds_on
from lscp.accounts.kinds import AgencyKind, StatutoryPartner
from lscp.accounts.roles import Role
from lscp.kernel import clock
from lscp.kernel.dates import british_date
from lscp.kernel.kept_plans import kept_plans
from lscp.kernel.prepared import Given, Prepared


class UserManager(BaseUserManager["User"]):
    """People by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person with this e-mail address, capitals ignored."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Add a person; without a password they cannot sign in until they set one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Add somebody who runs the system; this gives no sight of any case."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in, or the product itself (`is_system`: nobody can sign in as it)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_system = models.BooleanField(default=False, editable=False)
    added_in = models.ForeignKey(
        "accounts.Partnership",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="The partnership that sees this person while they hold no role anywhere",
    )
    date_joined = models.DateTimeField(default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.UniqueConstraint(
                fields=["is_system"], condition=Q(is_system=True), name="one_system_actor"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The person's name as others see it."""
        return self.name

    def get_short_name(self) -> str:
        """The same name: nobody is addressed by half of it."""
        return self.name

    def memberships_today(self) -> list[Membership]:
        """Where this person belongs today; read once for each day and each copy of the person."""
        day = clock.today()
        cached: tuple[dt.date, list[Membership]] | None = self.__dict__.get("_memberships_on")
        if cached is None or cached[0] != day:
            with kept_plans():
                found = list(self.memberships.on(day).select_related("partnership", "agency"))
            cached = self.__dict__["_memberships_on"] = (day, found)
        return cached[1]

    @classmethod
    def read_memberships(cls, people: Iterable[User]) -> None:
        """Read today's memberships of several people in one query, where they were not read yet."""
        day = clock.today()
        unread = [p for p in people if p.__dict__.get("_memberships_on", (None,))[0] != day]
        by_person: dict[int, list[Membership]] = {person.pk: [] for person in unread}
        if not by_person:
            return
        found = Membership.objects.on(day).filter(user__in=by_person)
        for membership in found.select_related("partnership", "agency"):
            by_person[membership.user_id].append(membership)
        for person in unread:
            person.__dict__["_memberships_on"] = (day, by_person[person.pk])

    def holds(self, *roles: str, partnership: Any = None, agency: Any = None) -> bool:
        """Whether the person has one of these roles today, in that partnership and agency if given.

        `partnership` and `agency` may be records or their keys.
        """
        return bool(self.memberships_as(*roles, partnership=partnership, agency=agency))

    def memberships_as(self, *roles: str, partnership: Any = None, agency: Any = None) -> list[Membership]:
        """Today's memberships with one of these roles (any role when none is given)."""
        partnership_id, agency_id = getattr(partnership, "pk", partnership), getattr(agency, "pk", agency)
        return [
            m
            for m in self.memberships_today()
            if (not roles or m.role in roles)
            and (partnership_id is None or m.partnership_id == partnership_id)
            and (agency_id is None or m.agency_id == agency_id)
        ]


class Partnership(models.Model):
    """A Local Safeguarding Children Partnership: the root of every case, setting and group."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(unique=True)
    reference_prefix = models.CharField(max_length=6, unique=True, help_text="Starts every case reference")
    area_name = models.CharField(max_length=150, help_text="The local authority area or areas it covers")
    front_door_name = models.CharField(max_length=150, help_text="Where a child at risk now is reported")
    front_door_phone = models.CharField(max_length=60)
    front_door_out_of_hours = models.CharField(max_length=150, blank=True)
    front_door_url = models.URLField(blank=True)
    contact_email = models.EmailField(help_text="The Business Unit's shared address")
    contact_phone = models.CharField(max_length=60, blank=True)

    objects: ClassVar[models.Manager[Partnership]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An organisation that takes part; it may belong to several partnerships."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=30, choices=AgencyKind)
    partnerships = models.ManyToManyField(Partnership, through="AgencyInPartnership", related_name="agencies")

    objects: ClassVar[models.Manager[Agency]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class AgencyInPartnership(Dated):
    """An agency takes part in a partnership, as a statutory safeguarding partner or otherwise."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="places")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="places")
    statutory_partner = models.CharField(max_length=20, choices=StatutoryPartner, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "agency's place in a partnership"

    def __str__(self) -> str:
        return f"{self.agency} in {self.partnership}"


class AddressChange(models.Model):
    """A new e-mail address that a manager asked for; it counts once the person said yes from the old one.

    `public_id` is the secret of the link that goes to the old address. `ended_at` is when it was confirmed,
    or replaced by another.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="address_changes")
    old = models.EmailField()
    new = models.EmailField()
    asked_at = models.DateTimeField(default=clock.real_now)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[AddressChange]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="one_address_change_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"address change of {self.user_id}"


class MembershipQuerySet(DatedQuerySet):
    """Memberships: `on` and `today` are the only ways to ask who belongs where on a day."""

    def on(self, day: dt.date | Given) -> Self:
        """What holds on `day` while the agency takes part in the partnership on that day."""
        return self.filter(_counts() if isinstance(day, Given) else Prepared(Membership, _counts, day=day))


def _counts() -> Q:
    day = Given("day")
    place = AgencyInPartnership.objects.on(day)
    here = place.filter(agency=OuterRef("agency"), partnership=OuterRef("partnership"))
    return holds_on(day) & Q(Exists(here))


@pghistory.track()
class Membership(Dated):
    """A person works for an agency in a partnership, in one role, from one day until another.

    It counts only while the agency has its place in the partnership, whatever its own last day says.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    superior = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who is told when this person's deadline has passed",
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    objects: ClassVar[models.Manager[Any]] = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "partnership", "agency", "role"], name="membership_of_user"),
            models.Index(fields=["partnership", "role", "agency"], name="membership_by_role"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.agency}"


class AccessGroup(models.Model):
    """The permission group of one partnership, agency and role: what grants on a case are given to."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="access_group")

    objects: ClassVar[models.Manager[AccessGroup]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["partnership", "agency", "role"], name="one_group_per_place_and_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.agency}, {self.partnership}"


class GroupKind(models.TextChoices):
    """The standing groups of a partnership; each partnership may name its own differently."""

    RAG = "rag", "Review Advisory Group"
    EXECUTIVE = "executive", "Executive"
    PMSG = "pmsg", "Performance Management Subgroup"
    LDSG = "ldsg", "Learning and Development Subgroup"


class StandingGroup(models.Model):
    """A group of a partnership, such as the Review Advisory Group: editable data with dates."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="groups")
    kind = models.CharField(max_length=20, choices=GroupKind)
    name = models.CharField(max_length=150)
    purpose = models.TextField(blank=True)
    quorum_note = models.TextField(
        blank=True, help_text="Who must be there for a decision to count (local rule)"
    )

    objects: ClassVar[models.Manager[StandingGroup]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["partnership", "kind"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "kind"], name="one_group_of_a_kind")
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.TextChoices):
    """How a person sits in a group."""

    MEMBER = "member", "Member"
    DEPUTY = "deputy", "Deputy"
    CHAIR = "chair", "Chair"
    ADVISER = "adviser", "Adviser (no vote)"


@pghistory.track()
class GroupSeat(Dated):
    """A person's place in a group from one day until another; the chair rotates by dates."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(StandingGroup, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=10, choices=Seat)
    deputy_for = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="deputy_names_whom",
                condition=Q(seat=Seat.DEPUTY, deputy_for__isnull=False)
                | (~Q(seat=Seat.DEPUTY) & Q(deputy_for=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_seat_display().lower()} of {self.group}"


class ConfidentialityTerms(models.Model):
    """The words a person accepts at first sign-in; a new dated text is accepted afresh."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="terms")
    in_force_from = models.DateField()
    text = models.TextField()

    objects: ClassVar[models.Manager[ConfidentialityTerms]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["partnership", "-in_force_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "in_force_from"], name="one_text_a_day")
        ]

    def __str__(self) -> str:
        return f"Confidentiality terms of {self.partnership} from {british_date(self.in_force_from)}"


class TermsAcceptance(models.Model):
    """Somebody accepted the confidentiality terms, on the record."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acceptances")
    terms = models.ForeignKey(ConfidentialityTerms, on_delete=models.PROTECT, related_name="acceptances")
    accepted_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[models.Manager[TermsAcceptance]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "terms"], name="terms_accepted_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} accepted {self.terms}"
