"""All stories of the demonstration, in the order in which they are told."""

from lscp.demo.stories import (
    beginnings,
    concluded,
    considering,
    decided,
    elsewhere,
    endings,
    pairs,
    reviews,
)

PLOTS = (
    *beginnings.PLOTS,
    *pairs.PLOTS,
    *considering.PLOTS,
    *decided.PLOTS,
    *reviews.PLOTS,
    *concluded.PLOTS,
    *endings.PLOTS,
    *elsewhere.PLOTS,
)
