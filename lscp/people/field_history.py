"""Whose field-level history readers of a case may look at."""

from lscp.audit import tracked
from lscp.people.models import Person, Relationship

tracked.shows(Person, title="People")
tracked.shows(Relationship, title="Relationships")
