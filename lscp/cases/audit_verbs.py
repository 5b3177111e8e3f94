"""What can happen to a case file itself, in words."""

from lscp.audit.verbs import register

register("cases.case_opened", "opened the case file {reference}")
