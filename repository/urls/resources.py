from django.urls import path
from django.views.decorators.http import require_safe

from repository import views
from repository.feeds import ResourcesFeed

app_name = "resources"
urlpatterns = [
    path("", views.toolbox, name="toolbox"),
    path("feed/", require_safe(ResourcesFeed()), name="feed"),
    path("deposit/", views.deposit, name="deposit"),
    path("mine/", views.my_resources, name="mine"),
    path("<int:resource_id>-<slug:slug>/", views.resource, name="resource"),
    path("<int:resource_id>-<slug:slug>/download/cite.bib", views.citation, name="citation"),
    path("<int:resource_id>-<slug:slug>/edit/", views.edit, name="edit"),
    path("<int:resource_id>-<slug:slug>/version/", views.new_version, name="new_version"),
    path("<int:resource_id>-<slug:slug>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:resource_id>-<slug:slug>/delete/", views.delete, name="delete"),
    path(
        "<int:resource_id>-<slug:slug>/download/<int:number>/<int:file_id>/<str:name>",
        views.file,
        name="file",
    ),
]
