"""What happens to people and organisations."""

from cop.members.services.accounts import deactivate_member, reactivate_member
from cop.members.services.memberships import (
    LastRepresentativeError,
    accept_request,
    decline_request,
    leave_organisation,
    mail_request,
    make_representative,
    request_to_join,
)
from cop.members.services.organisations import (
    LogoError,
    NameTakenError,
    edit_organisation,
    found_organisation,
    remove_logo,
    set_logo,
)
from cop.members.services.profiles import edit_profile, introduce
from cop.members.services.roles import ensure_roles, give_roles

__all__ = [
    "LastRepresentativeError",
    "LogoError",
    "NameTakenError",
    "accept_request",
    "deactivate_member",
    "decline_request",
    "edit_organisation",
    "edit_profile",
    "ensure_roles",
    "found_organisation",
    "give_roles",
    "introduce",
    "leave_organisation",
    "mail_request",
    "make_representative",
    "reactivate_member",
    "remove_logo",
    "request_to_join",
    "set_logo",
]
