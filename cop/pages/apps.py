from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cop.pages"
    label = "pages"
