"""News of this app. Publishing a page is announced by Wagtail's own signals."""

from django.dispatch import Signal

rating_changed = Signal()  # inside the transaction; kwargs: rating_id
