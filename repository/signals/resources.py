from django.dispatch import Signal

# kwargs: resource_id, same_readers (see forums.signals; never of one that was taken back or deleted)
resource_changed = Signal()

# Asked for when a resource is shown: what did it come from? Receivers (kwargs: resource, user)
# return a list of dicts {section, kind, title, language, url, note}, the earliest first, only of
# things `user` may see.
resource_origins = Signal()
