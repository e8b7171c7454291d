from rooms.services.people import invite_members, join_room, leave_room, recount_room, remove_member
from rooms.services.rooms import (
    RoomNotPastError,
    RoomPastError,
    change_room,
    close_room,
    open_room,
    record_outcome,
    resources_to_name,
)
from rooms.services.talk import arrive, depart, present_members, say, stay, type_hint

__all__ = [
    "RoomNotPastError",
    "RoomPastError",
    "arrive",
    "change_room",
    "close_room",
    "depart",
    "invite_members",
    "join_room",
    "leave_room",
    "open_room",
    "present_members",
    "record_outcome",
    "recount_room",
    "remove_member",
    "resources_to_name",
    "say",
    "stay",
    "type_hint",
]
