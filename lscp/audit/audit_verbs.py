"""The verbs of the record itself."""

from lscp.audit import refusals
from lscp.audit.verbs import Kind, register

register("access.refused", refusals.sentence, Kind.REFUSAL)
