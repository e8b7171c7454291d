"""Who may do what in Sharing and Cooperation."""

from repository.policies.practices import (
    can_decide,
    can_discard_practice,
    can_edit_practice,
    can_propose,
    can_submit_practice,
    can_withdraw_practice,
    is_in_conflict,
)
from repository.policies.resources import can_deposit, can_edit_resource, can_withdraw

__all__ = [
    "can_decide",
    "can_deposit",
    "can_discard_practice",
    "can_edit_practice",
    "can_edit_resource",
    "can_propose",
    "can_submit_practice",
    "can_withdraw",
    "can_withdraw_practice",
    "is_in_conflict",
]
