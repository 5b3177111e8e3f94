"""Who gets what from which address: the whole of it, in one place, compared with the real pages.

How to add rows for a new page: add a `Row` under its app with the name from its `urls.py` and everybody who
gets something else than `others`. People are the attributes of `tests/cast.py` (`police_rag`), or a group of
them below. `args` names a value of the world that `test_permissions.py` builds (`case`, `notification`, …);
add a value there when a page needs another one. A page whose address has an object answers 404 to strangers
(`others=404`), never 403; each such row names at least one person who gets it from the same world. An address
that is in no row and not in `TABLES_TO_COME` fails.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# --- people ------------------------------------------------------------------------------------------

UNIT = ("lscp_unit", "lscp_manager")
ELSEWHERE_UNIT = ("elsewhere_unit",)
RAG_HERE = ("police_rag", "council_rag", "icb_rag", "police_only_here")
RAG_THERE = ("police_rag", "icb_rag", "police_only_there", "elsewhere_rag")
AUTHORITY = ("council_notifier", "council_director", "council_legal")
# Everybody who receives each submission to the first partnership.
RECEIVERS = (*UNIT, *RAG_HERE, *AUTHORITY, "lscp_scrutineer")
RECEIVERS_THERE = (*ELSEWHERE_UNIT, *RAG_THERE, "elsewhere_notifier")
EXECUTIVE = ("police_executive", "council_executive", "icb_executive")
KEEPERS = ("lscp_manager", "lscp_admin")  # manage people and settings of the first partnership
AUTHOR = ("hospital_practitioner",)  # raised the notification of the world
NOBODY_BELONGS = ("police_left", "superuser")  # no role today


@dataclass(frozen=True)
class Row:
    """One address and who gets which status. `others` is everybody not named; `out` is nobody signed in."""

    name: str
    others: int
    gets: dict[int, tuple[str, ...]] = field(default_factory=dict)
    args: tuple[str, ...] = ()
    method: str = "get"
    out: int = 302

    @property
    def app(self) -> str:
        """The app whose address it is; pages of django-allauth are `account`."""
        return self.name.partition(":")[0] if ":" in self.name else "account"


def public(name: str, status: int = 200, *, args: tuple[str, ...] = ()) -> Row:
    """The same for everybody, signed in or not."""
    return Row(name, status, args=args, out=status)


ROWS = [
    # help and session pages of lscp.web
    Row("web:glossary", 200),
    public("web:accessibility"),
    public("web:privacy"),
    public("web:cookies"),
    Row("web:keepalive", 200, out=401),
    Row("web:signed_in", 200),
    # --- messages
    Row("messaging:mine", 200),
    Row("messaging:reminders", 200),
    Row("messaging:undelivered", 403, {200: (*UNIT, *ELSEWHERE_UNIT)}),
    Row("messaging:retry", 404, {302: UNIT}, args=("failed_message",), method="post"),
    Row("messaging:quiet_hours", 404, {200: ("lscp_manager",)}, args=("slug",)),
    # --- pages of the record (lscp.record)
    Row("record:timeline", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("case",)),
    Row("record:timeline_file", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("case",)),
    Row("record:history", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("case",)),
    Row("record:readers", 200, {404: NOBODY_BELONGS}),
    Row("record:partnership", 403, {200: KEEPERS}),
    Row("record:partnership_file", 403, {200: KEEPERS}),
    # --- clocks
    Row("deadlines:mine", 200),
    Row("deadlines:case_clocks", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("case",)),
    Row("deadlines:clock", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("clock",)),
    Row("deadlines:clock_pdf", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("clock",)),
    Row("deadlines:clock_print", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("clock",)),
    Row("deadlines:feed_link", 200),
    # --- the first stage
    Row("notifications:case", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("notification",)),
    Row("notifications:mine", 200),
    Row("notifications:list", 200),
    Row("notifications:search", 403, {200: (*RECEIVERS, *RECEIVERS_THERE)}),
    Row("notifications:enter_for_other", 403, {200: (*UNIT, *ELSEWHERE_UNIT, *RAG_HERE, *RAG_THERE)}),
    Row("notifications:submitted", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("notification",)),
    Row("notifications:versions", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("notification",)),
    Row("notifications:files", 404, {200: (*RECEIVERS, *AUTHOR)}, args=("notification",)),
    Row("notifications:add_file", 404, {403: RECEIVERS, 200: (*UNIT, *AUTHOR)}, args=("notification",)),
    Row("notifications:submit", 404, {403: RECEIVERS, 302: AUTHOR}, args=("notification",)),
    Row("notifications:acknowledge", 404, {403: (*RECEIVERS, *AUTHOR), 200: UNIT}, args=("notification",)),
    Row("notifications:return", 404, {403: (*RECEIVERS, *AUTHOR), 200: UNIT}, args=("notification",)),
    Row("notifications:assign", 404, {403: (*RECEIVERS, *AUTHOR), 200: UNIT}, args=("notification",)),
    Row("notifications:consider", 404, {403: (*RECEIVERS, *AUTHOR), 200: UNIT}, args=("notification",)),
    Row(
        "notifications:answer_questions", 404, {403: RECEIVERS, 200: (*UNIT, *AUTHOR)}, args=("notification",)
    ),
    Row("notifications:duplicates", 404, {403: (*RECEIVERS, *AUTHOR), 200: UNIT}, args=("notification",)),
]

# Addresses whose rows are still to be written, by the people who write the pages. Shrinks, never grows.
TABLES_TO_COME = frozenset(
    {
        "account_change_password",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "confirm_address",
        "account_reset_password_from_key_done",
        "account_set_password",
        "account_signup",
        "accounts:accept_terms",
        "accounts:add_agency",
        "accounts:add_group",
        "accounts:add_person",
        "accounts:add_role",
        "accounts:add_seat",
        "accounts:add_terms",
        "accounts:agencies",
        "accounts:agency",
        "accounts:allow_sign_in",
        "accounts:change_agency",
        "accounts:change_group",
        "accounts:change_person",
        "accounts:change_place",
        "accounts:change_role",
        "accounts:details",
        "accounts:end_place",
        "accounts:end_role",
        "accounts:end_seat",
        "accounts:group",
        "accounts:groups",
        "accounts:partnerships",
        "accounts:people",
        "accounts:person",
        "accounts:role",
        "accounts:settings",
        "accounts:stop_sign_in",
        "accounts:terms",
        "deadlines:add_day",
        "deadlines:apply_change",
        "deadlines:board",
        "deadlines:calendar",
        "deadlines:change",
        "deadlines:change_rule",
        "deadlines:clock_cancel",
        "deadlines:clock_done",
        "deadlines:clock_extend",
        "deadlines:clock_lateness",
        "deadlines:clock_pause",
        "deadlines:clock_resume",
        "deadlines:day_zero",
        "deadlines:end_feed_link",
        "deadlines:fact",
        "deadlines:fact_withdraw",
        "deadlines:feed",
        "deadlines:make_feed_link",
        "deadlines:newer_list",
        "deadlines:remove_day",
        "deadlines:rules",
        "deadlines:second_person",
        "deadlines:sudic_meeting",
        "deadlines:withdraw_change",
        "documents:file",
        "health_live",
        "health_ready",
        "home",
        "meetings:action",
        "meetings:add_action",
        "meetings:add_decision",
        "meetings:add_paper",
        "meetings:add_person",
        "meetings:addendum",
        "meetings:agenda",
        "meetings:agree",
        "meetings:approve",
        "meetings:attendance",
        "meetings:call",
        "meetings:cancel",
        "meetings:case_meetings",
        "meetings:change",
        "meetings:circulate",
        "meetings:comment",
        "meetings:finish_action",
        "meetings:invitation",
        "meetings:meeting",
        "meetings:minutes",
        "meetings:minutes_pdf",
        "meetings:minutes_print",
        "meetings:my_actions",
        "meetings:quorum",
        "meetings:take_out_paper",
        "meetings:write_minutes",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_download_recovery_codes",
        "mfa_edit_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "my_account",
        "notifications:amend",
        "notifications:ask_lead",
        "notifications:await_information",
        "notifications:awaiting",
        "notifications:comment",
        "notifications:compare",
        "notifications:considered",
        "notifications:copy_pdf",
        "notifications:correct_receipt",
        "notifications:criteria_not_met",
        "notifications:decide",
        "notifications:decision",
        "notifications:declare_conflict",
        "notifications:end_waiting",
        "notifications:form",
        "notifications:form_abandon",
        "notifications:form_check",
        "notifications:form_page",
        "notifications:form_people_add",
        "notifications:form_person_page",
        "notifications:form_person_remove",
        "notifications:form_section",
        "notifications:form_take_up",
        "notifications:give_view",
        "notifications:lead_view",
        "notifications:legal_advice",
        "notifications:look_again",
        "notifications:open_views",
        "notifications:pack",
        "notifications:pack_pdf",
        "notifications:pair",
        "notifications:panel_told",
        "notifications:progress",
        "notifications:readers",
        "notifications:receipt",
        "notifications:record_board",
        "notifications:remove_reader",
        "notifications:reopen",
        "notifications:sign_decision",
        "notifications:start",
        "notifications:take_back_file",
        "notifications:tell_other",
        "notifications:told",
        "notifications:transfer",
        "notifications:version",
        "notifications:views",
        "notifications:withdraw_conflict",
        "notifications:withdraw_telling",
        "notifications:write_to_referrer",
        "openid_connect_callback",
        "openid_connect_login",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "tasks:record_call",
        "tasks:safety",
        "tasks:safety_list",
        "usersessions_list",
    }
)
