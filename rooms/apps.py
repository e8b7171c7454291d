from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    name = "rooms"
    label = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from cop.members.activity import register_member_source  # noqa: PLC0415 - models come first
        from rooms import receivers  # noqa: PLC0415 - connects them

        register_member_source(receivers.rooms_of_member)
