"""News of this app. `…_changed` is sent inside the transaction, for rows that must exist with it."""

from django.dispatch import Signal

member_changed = Signal()  # kwargs: member_id
member_switched_off = Signal()  # on commit; kwargs: member_id
password_replaced = Signal()  # on commit; kwargs: member_id
organisation_changed = Signal()  # kwargs: organisation_id
