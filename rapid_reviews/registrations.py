"""What the second stage adds to the pages and rules of the apps below it; called once at start-up."""

from __future__ import annotations


def register() -> None:
    """Make everything known."""
    from rapid_reviews import (  # noqa: PLC0415 - models are not ready when this module loads
        agency_home,
        chronology_papers,
        executive_compartments,
        panel_home,
        report_compartments,
        report_meetings,
        report_papers,
        review_home,
    )

    review_home.register()
    panel_home.register()
    agency_home.register()
    report_compartments.register()
    report_meetings.register()
    report_papers.register()
    chronology_papers.register()
    executive_compartments.register()
