"""The demo community's rooms, with what was said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cop.core.richtext import render_markdown
from rooms.models import Message, Room, RoomMember
from rooms.services.rooms import summary_of
from rooms.signals import room_changed

if TYPE_CHECKING:
    from cop.demo.load.world import World


def load(world: World) -> None:
    for entry in world.read("rooms")["room"]:
        room = _room(world, entry)
        room.save(force_insert=True)
        world.rooms[entry["key"]] = room
        world.made(room)
        joined = [world.members[key] for key in dict.fromkeys([entry["host"], *entry["members"]])]
        invited = [world.members[key] for key in entry.get("invited", [])]
        seats = [
            RoomMember(room=room, member=member, state=state, changed_at=room.created_at)
            for state, members in ((RoomMember.State.JOINED, joined), (RoomMember.State.INVITED, invited))
            for member in members
        ]
        RoomMember.objects.bulk_create(seats)
        said = sorted(entry.get("message", []), key=lambda message: -message["days_ago"])
        Message.objects.bulk_create(
            Message(
                room=room,
                number=number,
                author=world.members[message["author"]],
                language=message["language"],
                text=message["text"].strip(),
                created_at=world.ago(message["days_ago"]),
            )
            for number, message in enumerate(said, start=1)
        )
        Room.objects.filter(pk=room.pk).update(last_number=len(said), member_count=len(joined))
        room_changed.send(sender=Room, room_id=room.pk)


def _room(world: World, entry: dict[str, Any]) -> Room:
    """The room of one entry of the content file; `starts_days` and `ends_days` count from now."""
    purpose, outcome = entry["purpose"].strip(), entry.get("outcome", "").strip()
    room = Room(
        title=entry["title"],
        purpose=purpose,
        purpose_html=render_markdown(purpose),
        language=entry["language"],
        theme=world.themes[entry["theme"]],
        host=world.members[entry["host"]],
        is_open=entry["is_open"],
        starts_at=world.ago(-entry["starts_days"]),
        ends_at=world.ago(-entry["ends_days"]),
        from_topic=world.topics.get(entry.get("from_topic", "")),
        created_at=world.ago(max(0.1, -entry["starts_days"] + 3)),
    )
    room.summary = summary_of(room.purpose_html)
    if outcome:
        room.outcome, room.outcome_html = outcome, render_markdown(outcome)
        room.outcome_language = entry.get("outcome_language", entry["language"])
        room.outcome_resource = world.resources.get(entry.get("outcome_resource", ""))
        room.outcome_at = world.ago(max(0.0, -entry["ends_days"] - 2))
    return room
