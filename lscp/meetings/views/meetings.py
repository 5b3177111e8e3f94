"""A case's meetings, one meeting, calling and changing it, its agenda, papers and invitation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from lscp.accounts.models import StandingGroup
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.kernel.access import require
from lscp.kernel.dates import DayAndTime, in_london
from lscp.meetings import actions, agendas, calendar_file, forms, pages, papers, policies, queries
from lscp.meetings.models import Meeting
from lscp.meetings.quorum import needed_by, partners_on
from lscp.meetings.views.base import MeetingFormView, case_and_groups
from lscp.people.typed import text_of


@require_safe
def case_meetings(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Every meeting about a case that the reader may see."""
    case, groups = case_and_groups(request, public_id)
    context = {
        "case": case,
        "headers": pages.LIST_HEADERS,
        "rows": pages.list_rows(queries.meetings_of_case(request.user, case)),
        "groups": [group for group in groups if policies.can_call_meeting(request.user, group, case)],
    }
    return render(request, "meetings/case_meetings.html", context)


@require_safe
def meeting(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One meeting: when, where, who, quorum, papers, minutes, decisions, actions, and what comes next."""
    found = Meeting.visible_to(request.user).select_related("place__key", "link__key", "agenda__key")
    record = get_object_or_404(found, public_id=public_id)
    audit.record_reading(
        "meetings.meeting_viewed", subject=record, by=request.user, case=record.case,
        compartment=casework(record.case),
    )  # fmt: skip
    return render(request, "meetings/meeting.html", pages.meeting_context(request.user, record))


@require_safe
def invitation(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The calendar invitation: reference, day, place."""
    record = get_object_or_404(Meeting.visible_to(request.user), public_id=public_id)
    audit.record_reading(
        "meetings.invitation_downloaded", subject=record, by=request.user, case=record.case,
        compartment=casework(record.case),
    )  # fmt: skip
    response = HttpResponse(calendar_file.invitation_of(record), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{record.case.reference}-meeting.ics"'
    return response


class WhenAndWhere:
    """What calling and changing share: the typed moment becomes an instant."""

    @staticmethod
    def of(cleaned: dict[str, Any]) -> dict[str, Any]:
        """The action's arguments."""
        names = ("minutes_long", "place", "link", "agenda", "reason")
        starts: DayAndTime = cleaned["starts"]
        return {"starts_at": starts.instant, **{name: cleaned[name] for name in names if name in cleaned}}


class CallMeeting(FormView):
    """Call a meeting of one group about a case."""

    template_name = "meetings/form.html"
    form_class = forms.CallMeetingForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The case and group first; a stranger gets 404, somebody who may not call gets 403."""
        self.case, groups = case_and_groups(request, kwargs["public_id"])
        self.group = next((one for one in groups if one.public_id == kwargs["group"]), None)
        if self.group is None:
            raise Http404
        require(policies.can_call_meeting(request.user, self.group, self.case))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """An hour, as most meetings are, and the agenda that the case's stage suggests."""
        return {"minutes_long": 60, "agenda": agendas.suggested(self.case, self.group)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Call it."""
        assert self.group is not None  # noqa: S101 - dispatch has answered 404
        try:
            made = actions.call_meeting(
                self.case, self.group, by=self.request.user, **WhenAndWhere.of(form.cleaned_data)
            )
        except ValueError as problem:
            form.add_error("starts", str(problem))
            return self.form_invalid(form)
        return redirect(made.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which group meets about which case."""
        return super().get_context_data(
            heading=f"Call a meeting of the {self.group}",
            explanation="Everybody with a place in the group is told at once, with the reference only.",
            case=self.case,
            back_url=reverse("meetings:case_meetings", args=[self.case.public_id]),
            **kwargs,
        )


class ChangeMeeting(MeetingFormView):
    """Move a meeting."""

    heading = "Change the meeting"
    form_class = forms.ChangeMeetingForm
    policy, action = policies.can_change_meeting, actions.change_meeting

    def get_initial(self) -> dict[str, Any]:
        """What holds now."""
        record = self.record
        local = in_london(record.starts_at)
        return {
            **super().get_initial(),
            "starts": DayAndTime(local.date(), local.time().replace(second=0, microsecond=0)),
            "minutes_long": record.minutes_long, "place": text_of(record.place),
            "link": text_of(record.link),
        }  # fmt: skip

    def given(self, form: Any) -> dict[str, Any]:
        """The typed moment as an instant."""
        return WhenAndWhere.of(form.cleaned_data)


class CancelMeeting(MeetingFormView):
    """Cancel a meeting."""

    heading = "Cancel the meeting"
    form_class = forms.CancelMeetingForm
    policy, action = policies.can_change_meeting, actions.cancel_meeting


class WriteAgenda(MeetingFormView):
    """Write the agenda."""

    heading = "Agenda"
    form_class = forms.AgendaForm
    policy, action = policies.can_prepare_meeting, actions.write_agenda

    def get_initial(self) -> dict[str, Any]:
        """The items as they stand."""
        return {**super().get_initial(), "agenda": "\n".join(pages.agenda_of(self.record))}


class AddPaper(MeetingFormView):
    """Add a paper."""

    heading = "Add a paper"
    form_class = forms.PaperForm
    policy, action = policies.can_prepare_meeting, actions.add_paper

    def get_form_kwargs(self) -> dict[str, Any]:
        """The pages of this case that may be papers."""
        offers = papers.papers_for(self.request.user, self.record.case)
        return {**super().get_form_kwargs(), "offers": offers}

    def given(self, form: Any) -> dict[str, Any]:
        """The page and its name."""
        path = form.cleaned_data["path"]
        return {"path": path, "title": form.titles[path]}


@require_POST
def take_out_paper(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Take a paper out; one button, no form of its own."""
    number, seen = request.POST.get("number", ""), request.POST.get("seen_version", "")
    if not (number.isdecimal() and seen.isdecimal()):
        raise Http404
    actions.take_out_paper(public_id, seen_version=int(seen), number=int(number), by=request.user)
    return redirect("meetings:meeting", public_id=public_id)


class Quorum(FormView):
    """How many partners a group needs."""

    template_name = "meetings/form.html"
    form_class = forms.QuorumForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The group first: 404 for another partnership, 403 for another role."""
        places = {m.partnership_id for m in request.user.memberships_today()}  # type: ignore[union-attr]
        groups = StandingGroup.objects.filter(partnership__in=places).select_related("partnership")
        self.group = get_object_or_404(groups, public_id=kwargs["public_id"])
        verdict = policies.can_set_quorum(request.user, self.group)
        if not verdict:
            raise PermissionDenied(verdict.message)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """The number that is set now."""
        setting = getattr(self.group, "quorum", None)
        return {"partners_needed": setting.partners_needed if setting else None}

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it."""
        try:
            actions.set_quorum(
                self.group, partners_needed=form.cleaned_data["partners_needed"], by=self.request.user
            )
        except ValueError as problem:
            form.add_error("partners_needed", str(problem))
            return self.form_invalid(form)
        return redirect("meetings:quorum", public_id=self.group.public_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what holds now."""
        partners = partners_on(self.group.partnership_id, pages.today())
        names = ", ".join(str(one) for one in partners)
        needed = needed_by(self.group, len(partners))
        now = f"Statutory partners today: {names}. Needed now: {needed}. Local rule, configurable."
        return super().get_context_data(
            heading=f"Quorum of the {self.group}", explanation=now, back_url="/", **kwargs
        )
