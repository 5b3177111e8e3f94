"""What the addresses of files are about, and how attempts on them are said."""

from lscp.audit import refusals
from lscp.cases.addresses import names_records
from lscp.documents.models import Attachment

names_records("documents", Attachment)
refusals.say("documents", {"file": "opening a file"})
