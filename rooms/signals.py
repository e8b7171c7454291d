"""News of this app.

`…_changed` is sent inside the transaction, for rows that must exist with it. The others are sent
on commit, for open sockets alone: a crash may lose one, and a client asks for what it missed.
"""

from django.dispatch import Signal

room_changed = Signal()  # kwargs: room_id

message_published = Signal()  # kwargs: room_id, number
membership_revoked = Signal()  # kwargs: room_id, member_id
room_published = Signal()  # kwargs: room_id; its dates or its door are others now
presence_published = Signal()  # kwargs: room_id
typing_published = Signal()  # kwargs: room_id, member (Member)
