from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "cop.members"
    label = "members"
    verbose_name = _("Members")

    def ready(self) -> None:
        from cop.members import checks  # noqa: F401, PLC0415 - registers the check; needs the models
