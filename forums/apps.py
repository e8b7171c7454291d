from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "forums"
    label = "forums"

    def ready(self) -> None:
        from forums import receivers  # noqa: F401, PLC0415 - registers them
