"""What can happen in the demonstration only, in words."""

from lscp.audit.verbs import Kind, register

register("demo.signed_in", "signed in through the demonstration's list of accounts", Kind.SYSTEM)
register("demo.clock_moved", "moved the clock; it is now {minutes_ahead} minutes ahead", Kind.SYSTEM)
