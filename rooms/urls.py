from django.urls import path
from django.views.decorators.http import require_safe

from rooms.feeds import RoomsFeed
from rooms.views import host, lists, room

app_name = "rooms"
urlpatterns = [
    path("rooms/", lists.room_list, name="rooms"),
    path("rooms/feed/", require_safe(RoomsFeed()), name="feed"),
    path("rooms/new/", host.new, name="new"),
    path("rooms/<int:room_id>-<slug:slug>/", room.room_page, name="room"),
    path("rooms/<int:room_id>/say/", room.say, name="say"),
    path("rooms/<int:room_id>/join/", room.join, name="join"),
    path("rooms/<int:room_id>/leave/", room.leave, name="leave"),
    path("rooms/<int:room_id>/edit/", host.edit, name="edit"),
    path("rooms/<int:room_id>/close/", host.close, name="close"),
    path("rooms/<int:room_id>/people/", host.people, name="people"),
    path("rooms/<int:room_id>/people/invite/", host.invite, name="invite"),
    path("rooms/<int:room_id>/people/remove/", host.remove, name="remove"),
    path("rooms/<int:room_id>/outcome/", host.outcome, name="outcome"),
]
