"""The web process: pages over HTTP, rooms over sockets."""

import os
from concurrent.futures import ThreadPoolExecutor

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cop.settings")
http = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402 - Django must be ready first
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from cop.members.checks import refuse_demo_accounts  # noqa: E402
from rooms.routing import websocket_urlpatterns  # noqa: E402

# With more than one worker uvicorn imports this in its loop, where Django does not ask the database.
with ThreadPoolExecutor(max_workers=1) as thread:
    thread.submit(refuse_demo_accounts).result()

application = ProtocolTypeRouter(
    {
        "http": http,
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)
