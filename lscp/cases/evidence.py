"""Every case has a chain of its own: opening it is its first entry."""

from collections.abc import Iterator

from lscp.audit.evidence import expects_chains
from lscp.audit.models import case_chain
from lscp.cases.models import Case


def _of_cases() -> Iterator[str]:
    keys = Case.all_records.order_by("pk").values_list("public_id", flat=True)
    return (case_chain(key) for key in keys.iterator(chunk_size=2000))


expects_chains(_of_cases)
