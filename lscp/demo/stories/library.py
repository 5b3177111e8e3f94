"""All stories of the demonstration, in the order in which they are told."""

from lscp.demo.stories import beginnings, considering, decided, elsewhere, endings, pairs

PLOTS = (
    *beginnings.PLOTS,
    *pairs.PLOTS,
    *considering.PLOTS,
    *decided.PLOTS,
    *endings.PLOTS,
    *elsewhere.PLOTS,
)
