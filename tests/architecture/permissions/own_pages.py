"""Help, home, messages, and everybody's own account: pages that speak of no record."""

from __future__ import annotations

from tests.architecture.permissions.people import (
    NEVER_RAISE,
    NOBODY_BELONGS,
    UNIT,
    UNIT_THERE,
    Row,
    posted,
    public,
)

HELP = [
    Row("web:glossary", 200),
    public("web:accessibility"),
    public("web:privacy"),
    public("web:cookies"),
    Row("web:keepalive", 200, out=401),
    Row("web:signed_in", 200),
    public("health_live"),
    public("health_ready", 503),  # nothing has looked through the reminders of this world
    Row("home", 200),
    Row("my_account", 200),
]

MESSAGES = [
    Row("messaging:mine", 200),
    Row("messaging:reminders", 200),
    Row("messaging:undelivered", 403, {200: (*UNIT, *UNIT_THERE)}),
    posted("messaging:retry", 404, {302: UNIT}, "failed_message"),
    Row("messaging:quiet_hours", 404, {200: ("lscp_manager",)}, args=("slug",)),
]

# Signing in and one's own account. Whoever is signed in is sent home from the pages that sign in.
SIGN_IN = [
    Row("account_login", 302, out=200),
    Row("account_logout", 200),
    public("account_inactive"),
    public("account_signup"),
    Row("account_reauthenticate", 200),
    Row("account_change_password", 200),
    Row("account_set_password", 302),
    Row("account_reset_password", 200, out=200),
    public("account_reset_password_done"),
    public("account_reset_password_from_key", args=("no_person", "nonsense")),
    public("account_reset_password_from_key_done"),
    public("confirm_address", 409, args=("no_link",)),
    public("socialaccount_login_cancelled"),
    public("socialaccount_login_error", 401),
    public("openid_connect_login", args=("agency_sign_in",)),
    public("openid_connect_login", 404, args=("unknown",)),
    public("openid_connect_callback", 401, args=("agency_sign_in",)),
    public("openid_connect_callback", 404, args=("unknown",)),
    Row("usersessions_list", 200),
]

# One person has a code app, recovery codes and a key; to everybody else they do not exist.
SET_UP = ("police_rag",)
SECOND_FACTOR = [
    Row("mfa_index", 200),
    Row("mfa_authenticate", 302),
    Row("mfa_reauthenticate", 302, {200: SET_UP}),
    Row("mfa_activate_totp", 200, {302: SET_UP}),
    Row("mfa_deactivate_totp", 404, {200: SET_UP}),
    Row("mfa_generate_recovery_codes", 200),
    Row("mfa_view_recovery_codes", 404, {200: SET_UP}),
    Row("mfa_download_recovery_codes", 404, {200: SET_UP}),
    Row("mfa_list_webauthn", 200),
    Row("mfa_add_webauthn", 200),
    Row("mfa_reauthenticate_webauthn", 302, {200: SET_UP}),
    Row("mfa_edit_webauthn", 404, {200: SET_UP}, args=("security_key",)),
    Row("mfa_remove_webauthn", 404, {200: SET_UP}, args=("security_key",)),
]

OWN_WORK = [
    Row("deadlines:mine", 200),
    Row("deadlines:feed_link", 200),
    posted("deadlines:make_feed_link", 200, {}),
    posted("deadlines:end_feed_link", 302, {}),
    public("deadlines:feed", args=("feed_secret",)),
    public("deadlines:feed", 404, args=("nonsense",)),
    Row("deadlines:board", 403, {200: (*UNIT, *UNIT_THERE)}),
    Row("meetings:my_actions", 200),
    Row("tasks:safety_list", 200),
    Row("notifications:mine", 200),
    Row("notifications:list", 200),
    Row("notifications:start", 200, {403: (*NEVER_RAISE, *NOBODY_BELONGS)}),
    Row("record:readers", 200, {404: NOBODY_BELONGS}),
]
