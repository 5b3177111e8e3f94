"""What an act is: a step somebody takes in a story."""

import datetime as dt
from collections.abc import Callable

from lscp.demo.stories.scene import Scene

Act = Callable[[Scene], None]

HOURS = dt.timedelta(hours=1)
