from django.dispatch import Signal

resource_changed = Signal()  # kwargs: resource_id
