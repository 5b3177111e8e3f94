"""The verbs of files."""

from lscp.audit.verbs import Kind, register

register("documents.file_added", "added file {number} ({kind})", Kind.CHANGE)
register("documents.file_withdrawn", "took back file {number}", Kind.CHANGE)
register("documents.file_scanned", "virus check of file {number}: {state}", Kind.SYSTEM)
register("documents.file_read", "downloaded file {number}", Kind.READING)
