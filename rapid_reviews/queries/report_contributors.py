"""Who wrote what of a report: agencies and the roles of their people, never a person's name in a copy that leaves."""

from __future__ import annotations

from collections import Counter
from typing import Any

from lscp.accounts.models import Membership
from lscp.kernel.dates import in_london
from rapid_reviews.enums import RequestStatus, Step
from rapid_reviews.models import RapidReview, ReportJudgement, ReportVersion, ReturnSignature, ReturnVersion
from rapid_reviews.queries.report import ReportView

DID = {
    Step.WRITTEN: "written by", Step.CHECKED: "quality checked by", Step.SIGNED_OFF: "signed off by",
}  # fmt: skip


class Places:
    """In which role somebody worked in the partnership on the day they wrote something; asked once for each day."""

    def __init__(self, partnership: Any) -> None:
        self.partnership = partnership
        self._known: dict[tuple[int, Any], str] = {}

    def of(self, person: Any, at: Any, agency: Any = None) -> str:
        """The role and agency, as "Business Unit, Northtown Partnership"; without the agency where it is given."""
        key = (person.pk, in_london(at).date())
        if key not in self._known:
            rows = Membership.objects.on(key[1]).filter(user=person, partnership=self.partnership)
            found = rows.select_related("agency").order_by("pk").first()
            self._known[key] = f"{found.get_role_display()}|{found.agency}" if found else "Somebody|"
        role, _bar, place = self._known[key].partition("|")
        return role if agency is not None or not place else f"{role}, {place}"


def versions_of(report: ReportView, most: int) -> list[ReportVersion]:
    """What was saved of a round's report, the newest first; the report was found in what its reader may see."""
    sections = [one.section.pk for one in report.written if one.section is not None]
    rows = ReportVersion.all_records.filter(section__in=sections).select_related("section", "made_by")
    return list(rows.order_by("-made_at", "-pk")[:most])


def return_lines(review: RapidReview) -> list[tuple[str, str]]:
    """Each agency that signed a return, the newest of each, and in which roles its people took the three steps."""
    places = Places(review.partnership_id)
    rows = (
        ReturnVersion.all_records.filter(request__review=review, signatures__step=Step.SIGNED_OFF)
        .exclude(request__status=RequestStatus.WITHDRAWN)
        .select_related("request__agency")
        .order_by("request__agency__name", "request", "number")
    )
    newest = {row.request_id: row for row in rows}
    signed: dict[int, list[Any]] = {}
    for one in ReturnSignature.all_records.filter(version__in=newest.values()).select_related("by"):
        signed.setdefault(one.version_id, []).append(one)
    found = []
    for row in newest.values():
        what = "It signed that it knows nothing" if row.is_nil else f"Return, version {row.number}"
        agency = row.request.agency
        steps = [
            f"{DID[Step(one.step)]} {places.of(one.by, one.at, agency)}" for one in signed.get(row.pk, ())
        ]
        found.append((str(agency), f"{what}: {', '.join(steps)}"))
    return found


def section_lines(review: RapidReview, report: ReportView) -> list[tuple[str, str]]:
    """Each written section with the roles of those who wrote it, most versions first, and what was taken in."""
    places = Places(review.partnership_id)
    found = []
    for part in report.written:
        versions = list(ReportVersion.all_records.filter(section=part.section).select_related("made_by"))
        if not versions:
            continue
        wrote = Counter(places.of(one.made_by, one.made_at) for one in versions)
        lines = [f"{who}: {count} version{'' if count == 1 else 's'}" for who, count in wrote.most_common()]
        taken = list(dict.fromkeys(one.taken_from for one in versions if one.taken_from))
        if taken:
            lines.append(f"Taken in: {'; '.join(taken)}")
        found.append((part.part.title, "\n".join(lines)))
    return found


def draft_number(review: RapidReview, report: ReportView) -> int:
    """How often one round's report was changed so far: every saved text and every answer counts one."""
    texts = ReportVersion.all_records.filter(section__review=review, section__round=report.round).count()
    return texts + ReportJudgement.all_records.filter(review=review, round=report.round).count()
