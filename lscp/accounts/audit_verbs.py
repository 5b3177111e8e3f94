"""What can happen to people, agencies and partnerships, in words."""

from lscp.audit.verbs import Kind, register

register("accounts.partnership_added", "set up the partnership {name}")
register("accounts.partnership_changed", "changed the partnership's details ({fields})")
register(
    "accounts.manager_named",
    "named {person} as manager of the partnership, which had none, from {from_on} until {until_on}",
    Kind.DECISION,
)
register("accounts.agency_added", "added the agency {name}")
register("accounts.agency_changed", "changed an agency's details ({fields})")
register("accounts.agency_placed", "added {agency} to the partnership")
register("accounts.agency_place_changed", "changed how {agency} takes part in the partnership")
register("accounts.agency_place_ended", "ended {agency}'s place in the partnership")
register("accounts.person_added", "added a person")
register("accounts.person_changed", "changed a person's details ({fields})")
register("accounts.address_change_asked", "asked for another e-mail address for a person")
register("accounts.address_changed", "agreed to their new e-mail address")
register("accounts.sign_in_stopped", "stopped a person from signing in")
register("accounts.sign_in_allowed", "let a person sign in again")
register("accounts.membership_added", "gave a person the role {role} at {agency}")
register("accounts.membership_changed", "changed the dates or superior of a person's role {role} at {agency}")
register("accounts.membership_ended", "ended a person's role {role} at {agency}")
register("accounts.group_added", "set up the group {name}")
register("accounts.group_changed", "changed the group {name}")
register("accounts.seat_added", "gave a person a seat ({seat}) in the group {group}")
register("accounts.seat_ended", "ended a person's seat in the group {group}")
register("accounts.terms_added", "put confidentiality terms in force from {from_on}")
register("accounts.terms_accepted", "accepted the confidentiality terms of {from_on}")
register("accounts.signed_in", "signed in with {through}", Kind.SYSTEM)
register("accounts.signed_out", "signed out", Kind.SYSTEM)
register("accounts.sign_in_failed", "noted a failed sign-in", Kind.SYSTEM)
register("accounts.locked_out", "locked an account for a while after too many failed sign-ins", Kind.SYSTEM)
register("accounts.code_failed", "noted a wrong sign-in code", Kind.SYSTEM)
register("accounts.password_changed", "changed their password", Kind.SYSTEM)
register("accounts.factor_added", "added a second factor ({factor})", Kind.SYSTEM)
register("accounts.factor_removed", "removed a second factor ({factor})", Kind.SYSTEM)
register("accounts.codes_renewed", "made new recovery codes", Kind.SYSTEM)
