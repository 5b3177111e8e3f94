"""Why the history of accounts is not shown on cases: it belongs to the partnership's record."""

from lscp.accounts.models import AgencyInPartnership, GroupSeat, Membership
from lscp.audit import tracked

tracked.keeps_back(
    AgencyInPartnership, "No case's row: the partnership's record says who placed or ended it."
)
tracked.keeps_back(GroupSeat, "No case's row: the partnership's record says who gave or ended a seat.")
tracked.keeps_back(
    Membership, "No case's row: the partnership's record says who gave, changed or ended a role."
)
