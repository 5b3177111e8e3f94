"""The verbs of the record itself."""

from lscp.audit.verbs import Kind, register

register("access.refused", "was refused a page ({page}, {method}, {status})", Kind.REFUSAL)
register("audit.checkpoint_made", "signed the heads of {chains} chains into a checkpoint", Kind.SYSTEM)
register("audit.verified", "checked {entries} entries of the record: {outcome}", Kind.SYSTEM)
register("audit.timeline_viewed", "read the timeline", Kind.READING)
register("audit.exported", "exported the timeline", Kind.READING)
