"""What the forecast said on a day: kept, so that it can be seen how far off it was."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lscp.kernel import clock
from rapid_reviews.models.review import RapidReview


class KeptForecast(models.Model):
    """The likely day of submission as it was forecast on one day, and the day it was due then."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="forecasts")
    made_on = models.DateField()
    working_day = models.IntegerField(help_text="Counted from day 0")
    projected_on = models.DateField()
    due_on = models.DateField()
    kept_at = models.DateTimeField(default=clock.now)

    all_records: ClassVar[models.Manager[KeptForecast]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["made_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "made_on"], name="forecast_kept_once_a_day")
        ]

    def __str__(self) -> str:
        return f"forecast of {self.review_id} on {self.made_on}"
