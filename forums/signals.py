"""News of this app. `…_changed` is sent inside the transaction, for rows that must exist with it."""

from django.dispatch import Signal

topic_changed = Signal()  # kwargs: topic_id
post_changed = Signal()  # kwargs: post_id

# Asked for when a topic is shown: what came of it? Receivers (kwargs: topic, user) return a list of
# dicts {section, kind, title, language, url, note}, only of things `user` may see.
topic_outcomes = Signal()
