"""Which histories of this app readers of a case may look at."""

from lscp.audit.tracked import shows
from lscp.tasks.models import SafetyAction

shows(SafetyAction, title="Immediate safety action")
