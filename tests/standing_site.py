"""The site as `setup_site` makes it, for many tests: made once, then put back from its rows."""

from __future__ import annotations

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from wagtail.models import Site

from cop.pages.services.setup import set_up_site

# What setup_site writes, parents before children.
TABLES = [
    "wagtailcore_locale",
    "wagtailcore_page",
    "wagtailcore_site",
    "pages_homepage",
    "pages_sectionpage",
    "pages_contentpage",
    "pages_indexpage",
    "scenarios_scenarioindexpage",
    "wagtail_localize_localesynchronization",
    "wagtailcore_grouppagepermission",
    "wagtailcore_groupcollectionpermission",
    "auth_group",
    "auth_group_permissions",
]
_rows: dict[str, tuple[list[str], list[tuple]]] = {}


def stand() -> None:
    """Make the site in this test's database: by the command the first time, by its rows later."""
    if not _rows:
        set_up_site()
        for table in TABLES:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {table}")
                _rows[table] = ([column[0] for column in cursor.description], cursor.fetchall())
        return
    with connection.cursor() as cursor:
        for table in reversed(TABLES):
            cursor.execute(f"DELETE FROM {table}")
        for table, (columns, rows) in _rows.items():
            marks = ", ".join(["%s"] * len(columns))
            names = ", ".join(f'"{column}"' for column in columns)
            if rows:
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        models = [model for model in apps.get_models() if model._meta.db_table in _rows]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    Site.clear_site_root_paths_cache()
