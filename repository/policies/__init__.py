"""Who may do what in Sharing and Cooperation."""

from repository.policies.resources import can_deposit, can_edit_resource, can_withdraw

__all__ = ["can_deposit", "can_edit_resource", "can_withdraw"]
