"""What people can do to messages, in words."""

from lscp.audit.verbs import register

register("messaging.message_retried", "asked for a message to be sent again ({kind})")
register("messaging.preference_changed", "chose to get reminders {how}")
register("messaging.quiet_hours_changed", "changed the quiet hours of the partnership ({begins} to {ends})")
