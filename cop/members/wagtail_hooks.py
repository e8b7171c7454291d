"""People are not made at the editors' desk: they sign up, and administrators give roles on their pages."""

from wagtail import hooks


@hooks.register("construct_settings_menu")
def hide_users_and_groups(request, menu_items):
    """Take away the desk's own lists of people, which know nothing of display names and roles."""
    menu_items[:] = [item for item in menu_items if item.name not in {"users", "groups"}]
