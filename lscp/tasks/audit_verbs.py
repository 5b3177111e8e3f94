"""What the record says of safety actions. Never what is wrong, nor with whom."""

from lscp.audit.verbs import Kind, register

register("tasks.safety_raised", "said that a child is at risk now: an immediate safety action was raised")
register("tasks.safety_lead_told", "made the immediate safety action known to the agency's safeguarding lead")
register("tasks.safety_lead_kept_out", "kept the safety action from the agency's safeguarding leads")
register("tasks.safety_call_recorded", "recorded the call to the front door: the safety action is done")
register("tasks.safety_viewed", "looked at an immediate safety action", Kind.READING)
