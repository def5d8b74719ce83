"""Plugs the example module in when the program starts."""

from django.apps import AppConfig


class ExampleModuleConfig(AppConfig):
    """Seats on buses."""

    name = "tests.example_module"
    label = "example_module"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand cases everything this module offers."""
        from safar.cases.services import plug_in
        from tests.example_module.module import OFFER

        plug_in(OFFER)
