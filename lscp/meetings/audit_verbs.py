"""The verbs of the meetings. Their entries lie in the casework compartment, unread by practitioners."""

from lscp.audit.verbs import Kind, register

register("meetings.meeting_called", "called a meeting of the {group}")
register("meetings.meeting_changed", "moved or changed a meeting of the {group} ({fields})")
register("meetings.meeting_cancelled", "cancelled a meeting of the {group}", Kind.DECISION)
register("meetings.agenda_written", "wrote the agenda of a meeting ({items} items)")
register("meetings.paper_added", "added paper {number} to a meeting")
register("meetings.paper_taken_out", "took paper {number} out of a meeting")
register("meetings.bundle_asked", "had the papers of a meeting put into one file of their own")
register(
    "meetings.attendance_recorded", "recorded who was at a meeting ({present} present; quorum: {quorum})"
)
register("meetings.minutes_saved", "wrote minutes")
register("meetings.minutes_circulated", "sent the minutes round, version {number}")
register("meetings.minutes_commented", "commented on the minutes, version {number}")
register("meetings.minutes_agreed", "agreed with the minutes, version {number}", Kind.DECISION)
register("meetings.minutes_approved", "approved and locked the minutes ({how})", Kind.DECISION)
register("meetings.addendum_added", "added addendum {number} to locked minutes")
register("meetings.decision_recorded", "wrote down decision {number} of a meeting", Kind.DECISION)
register("meetings.action_given", "gave action {number} of a meeting to {agency}")
register("meetings.action_done", "recorded action {number} of a meeting as done")
register("meetings.action_withdrawn", "withdrew action {number} of a meeting", Kind.DECISION)
register("meetings.quorum_set", "set the quorum of the {group} to {needed}", Kind.DECISION)
register("meetings.meeting_viewed", "read about a meeting", Kind.READING)
register("meetings.step_viewed", "opened a page about a meeting", Kind.READING)
register("meetings.minutes_viewed", "read the minutes of a meeting", Kind.READING)
register("meetings.minutes_printed", "opened the minutes to print", Kind.READING)
register("meetings.minutes_downloaded", "downloaded the minutes", Kind.READING)
register("meetings.invitation_downloaded", "downloaded the calendar invitation of a meeting", Kind.READING)
register("meetings.bundle_downloaded", "downloaded the papers of a meeting ({pages} pages)", Kind.READING)
register("meetings.action_viewed", "read an action of a meeting", Kind.READING)
