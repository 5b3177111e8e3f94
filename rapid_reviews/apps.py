"""Start-up of the second stage."""

from django.apps import AppConfig


class RapidReviewsConfig(AppConfig):
    """Stage 2."""

    name = "rapid_reviews"
    label = "rapid_reviews"
    verbose_name = "Rapid reviews"

    def ready(self) -> None:
        """Add the review to the case page, the home page and the clocks; say whose an agency's clock is."""
        from rapid_reviews import registrations  # noqa: PLC0415 - models are not ready when this loads

        registrations.register()
