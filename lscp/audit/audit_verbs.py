"""The verbs of the record itself."""

from lscp.audit import refusals
from lscp.audit.verbs import Kind, register

register("audit.checkpoint_written", "wrote down the state of the whole record (checkpoint {number})")
register("access.refused", refusals.sentence, Kind.REFUSAL)
