"""Who was at a meeting."""

from __future__ import annotations

from typing import Any

from lscp.meetings import actions, forms, policies, queries
from lscp.meetings.views.base import MeetingFormView


class RecordAttendance(MeetingFormView):
    """Say who was there, who sent apologies, who stood in and who chaired."""

    heading = "Who was at the meeting"
    explanation = (
        "A deputy counts for their agency. Advisers have no vote and do not count towards the quorum. "
        "The quorum is worked out from your answers."
    )
    form_class = forms.AttendanceForm
    policy, action = policies.can_record_attendance, actions.record_attendance

    def get_form_kwargs(self) -> dict[str, Any]:
        """One question for each person expected."""
        others = self.record.others_present
        return {
            **super().get_form_kwargs(),
            "places": queries.places_of(self.record),
            "others": str(others.open()) if others else "",
        }

    def given(self, form: Any) -> dict[str, Any]:
        """Answers by person."""
        return dict(form.given())


class AddPerson(MeetingFormView):
    """Add somebody who came without a seat."""

    heading = "Add somebody who came"
    explanation = "You can add people of this partnership who may see this case."
    form_class = forms.AddPersonForm
    policy, action = policies.can_record_attendance, actions.add_person

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whom to choose from."""
        return {
            **super().get_form_kwargs(),
            "people": queries.people_who_may_come(self.record),
            "absent": queries.absent_members(self.record),
        }

    def given(self, form: Any) -> dict[str, Any]:
        """The person and their part."""
        return dict(form.given())
