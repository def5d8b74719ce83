"""Django's entry for people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the tables of people under the label `people`, and the sentences of its refusals."""

    name = "safar.people"
    label = "people"

    def ready(self) -> None:
        """Make the refusals' sentences known."""
        from safar.people import sentences  # noqa: F401
