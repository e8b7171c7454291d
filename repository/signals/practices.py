from django.dispatch import Signal

practice_changed = Signal()  # kwargs: practice_id
