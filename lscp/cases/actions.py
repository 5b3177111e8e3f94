"""Opening a case file. What happens to it afterwards belongs to the stages."""

from typing import Any

from django.db import transaction

from lscp.accounts.models import Partnership
from lscp.audit import service as audit
from lscp.cases.models import Case, ReferenceCounter
from lscp.kernel import clock, lock_order
from lscp.kernel.ids import case_reference


@transaction.atomic
def open_case(partnership: Partnership, *, by: Any) -> Case:
    """Open a case file with the partnership's next reference of the year (numbering lock last)."""
    year = clock.today().year
    ReferenceCounter.objects.bulk_create(
        [ReferenceCounter(partnership=partnership, year=year)], ignore_conflicts=True
    )
    counter = ReferenceCounter.objects.select_for_update().get(partnership=partnership, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    case = Case.all_records.create(
        partnership=partnership,
        reference=case_reference(partnership.reference_prefix, year, counter.last),
        opened_by=by,
    )
    lock_order.case_locked(case)  # nobody else can see it before this transaction ends
    audit.record("cases.case_opened", subject=case, by=by, reference=case.reference)
    return case
