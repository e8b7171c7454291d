from channels.generic.websocket import AsyncWebsocketConsumer
from django.urls import re_path


class NowhereConsumer(AsyncWebsocketConsumer):
    """Closes a socket that leads nowhere, instead of failing."""

    async def connect(self) -> None:
        await self.accept()
        await self.close(code=4404)


websocket_urlpatterns = [re_path(r"", NowhereConsumer.as_asgi())]
