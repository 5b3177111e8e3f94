"""The steps of a rapid review's timetable, in their order: keys of the rules of its clocks (docs/sources.md)."""

PANEL = "rapid_review_to_panel"
REQUEST, PROGRESS, CHASE = "review_request", "review_progress", "review_chase"
RETURNS, QUALITY = "review_returns", "review_quality"
MEETING, DRAFT, EXECUTIVE = "review_meeting", "review_draft", "review_executive"

RECONSIDERED, RESPONSE = "panel_reconsidered", "panel_response"
"""A second round's clock, and the reminder to ask for the Panel's reply: soft, never late (docs/sources.md)."""

PLAN = (REQUEST, PROGRESS, CHASE, RETURNS, QUALITY, MEETING, DRAFT, EXECUTIVE)
"""The steps that a review sets dates for; the end of the whole is the Panel's clock, which nobody here moves."""
STEPS = (*PLAN, PANEL)
