"""Reading the record is on the record."""

from lscp.audit.verbs import Kind, register

register("record.timeline_viewed", "read the timeline of the case", Kind.READING)
register("record.timeline_exported", "downloaded the timeline of the case ({entries} entries)", Kind.READING)
register("record.history_viewed", "read what was changed in the case", Kind.READING)
register("record.readers_viewed", "read who read their agency's information", Kind.READING)
register("record.partnership_viewed", "read the record of the partnership", Kind.READING)
register(
    "record.partnership_exported",
    "downloaded the record of the partnership ({entries} entries)",
    Kind.READING,
)
