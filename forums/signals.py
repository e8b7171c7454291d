"""News of this app. `…_changed` is sent inside the transaction, for rows that must exist with it.

With `same_readers=True` nobody may read less of it than before, and what it said may be seen a
moment longer: an answer came, or its author edited it. Whoever does not say so takes something away.
"""

from django.dispatch import Signal

topic_changed = Signal()  # kwargs: topic_id, same_readers
post_changed = Signal()  # kwargs: post_id, same_readers

# Asked for when a topic is shown: what came of it? Receivers (kwargs: topic, user) return a list of
# dicts {section, kind, title, language, url, note}, only of things `user` may see.
topic_outcomes = Signal()
