from channels.generic.websocket import AsyncWebsocketConsumer
from django.urls import re_path

from rooms.consumers import RoomConsumer


class NowhereConsumer(AsyncWebsocketConsumer):
    """Closes a socket that leads nowhere, instead of failing."""

    async def connect(self) -> None:
        await self.accept()
        await self.close(code=4404)


websocket_urlpatterns = [
    re_path(r"^ws/rooms/(?P<room_id>[0-9]{1,12})/$", RoomConsumer.as_asgi()),
    re_path(r"", NowhereConsumer.as_asgi()),
]
