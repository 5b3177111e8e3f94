"""The verbs of the record itself."""

from lscp.audit.verbs import Kind, register

register("access.refused", "was refused a page ({page}, {method}, {status})", Kind.REFUSAL)
