from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"

    def ready(self) -> None:
        from search import receivers  # noqa: F401, PLC0415 - connects them, once models exist
