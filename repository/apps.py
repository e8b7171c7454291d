from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RepositoryConfig(AppConfig):
    name = "repository"
    label = "repository"
    verbose_name = _("Sharing and Cooperation")

    def ready(self) -> None:
        from repository import receivers  # noqa: F401, PLC0415 - registers them
