from django.dispatch import Signal

resource_changed = Signal()  # kwargs: resource_id

# Asked for when a resource is shown: what did it come from? Receivers (kwargs: resource, user)
# return a list of dicts {section, kind, title, language, url, note}, the earliest first, only of
# things `user` may see.
resource_origins = Signal()
