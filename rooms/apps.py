from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    name = "rooms"
    label = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from rooms import receivers  # noqa: F401, PLC0415 - connects them
