"""How attempts on the addresses of people, roles and settings are said."""

from lscp.audit import refusals

refusals.say(
    "accounts",
    {
        "add_person": "adding a person",
        "person": "looking at a person's account",
        "change_person": "changing a person's account",
        "stop_sign_in": "stopping a person's sign-in",
        "allow_sign_in": "allowing a person to sign in again",
        "people": "looking at the people of a partnership",
        "add_role": "giving somebody a role",
        "role": "looking at somebody's role",
        "change_role": "changing somebody's role",
        "end_role": "ending somebody's role",
        "groups": "looking at the groups of a partnership",
        "group": "looking at a group",
        "add_group": "adding a group",
        "change_group": "changing a group",
        "add_seat": "giving somebody a seat in a group",
        "end_seat": "ending somebody's seat in a group",
    },
    otherwise="opening the settings of a partnership",
)
