from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cop.pages"
    label = "pages"

    def ready(self) -> None:
        import_module("cop.pages.receivers")
