"""What a partnership sets up: people, agencies, roles, groups, terms, calendar and rules.

Setting up is the manager's and the administrator's (docs/sources.md: configuration, no case content); the
calendar and the rules are the Business Unit's. A partnership that one does not manage has no settings pages.
"""

from __future__ import annotations

from tests.architecture.permissions.people import KEEPERS, NOT_OF_HERE, UNIT, Row, posted

MANAGER = ("lscp_manager",)
ADMINISTRATOR = ("lscp_admin",)


def kept(name: str, *args: str) -> Row:
    """A settings page: for those who manage the partnership."""
    return Row(f"accounts:{name}", 404, {200: KEEPERS}, args=("slug", *args))


def units(name: str, *args: str) -> Row:
    """A page of calendar and rules: for its Business Unit; others of the partnership are told so."""
    return Row(f"deadlines:{name}", 403, {404: NOT_OF_HERE, 200: UNIT}, args=("slug", *args))


SETTINGS = [
    Row("accounts:accept_terms", 302),
    Row("accounts:partnerships", 404, {302: KEEPERS}),
    kept("settings"),
    kept("details"),
    kept("agencies"),
    kept("add_agency"),
    kept("agency", "agency"),
    kept("change_agency", "agency"),
    kept("change_place", "agency"),
    kept("end_place", "agency"),
    kept("people"),
    kept("add_person"),
    kept("person", "person"),
    kept("change_person", "person"),
    kept("stop_sign_in", "person"),
    kept("allow_sign_in", "person"),
    kept("add_role", "person"),
    kept("role", "role"),
    # An administrator gives no role that opens cases, and so changes none. Nobody changes their own.
    Row("accounts:change_role", 404, {200: MANAGER, 403: ADMINISTRATOR}, args=("slug", "role")),
    kept("end_role", "role"),
    Row("accounts:change_role", 404, {200: MANAGER, 409: ADMINISTRATOR}, args=("slug", "administrator")),
    kept("groups"),
    kept("add_group"),
    kept("group", "group"),
    kept("change_group", "group"),
    kept("add_seat", "group"),
    kept("end_seat", "seat"),
    kept("terms"),
    kept("add_terms"),
    Row("record:partnership", 403, {200: KEEPERS}),
    Row("record:partnership_file", 403, {200: KEEPERS}),
    Row("rapid_reviews:checks_settings", 404, {200: KEEPERS}, args=("slug",)),
    Row("rapid_reviews:checks_settings_change", 404, {200: MANAGER, 403: ADMINISTRATOR}, args=("slug",)),
    Row("meetings:quorum", 403, {404: NOT_OF_HERE, 200: MANAGER}, args=("group",)),
    Row("rapid_reviews:executive_rule", 404, {200: KEEPERS}, args=("slug",)),
    Row("rapid_reviews:executive_rule_change", 404, {200: MANAGER, 403: ADMINISTRATOR}, args=("slug",)),
]

# Who proposed a change does not approve it.
RULES = [
    units("calendar"),
    units("add_day"),
    units("remove_day", "day"),
    units("newer_list"),
    Row("deadlines:second_person", 403, {404: NOT_OF_HERE, 200: KEEPERS}, args=("slug",)),
    units("rules"),
    units("day_zero"),
    units("change_rule", "rule"),
    Row("deadlines:change", 403, {404: NOT_OF_HERE, 200: UNIT}, args=("change",)),
    posted(
        "deadlines:apply_change", 403, {404: NOT_OF_HERE, 302: MANAGER, 409: ("lscp_unit",)}, "change",
        seen="moves",
    ),
    posted("deadlines:withdraw_change", 403, {404: NOT_OF_HERE, 302: UNIT}, "change"),
]  # fmt: skip
