from django.urls import path, re_path

from cop.members.views import account, directory, organisations, profile

app_name = "members"
urlpatterns = [
    path("", directory.members, name="directory"),
    path("welcome/", account.welcome, name="welcome"),
    path("settings/", profile.settings, name="settings"),
    path("<int:member_id>/", profile.member, name="member"),
    path("<int:member_id>/roles/", profile.roles, name="roles"),
    path("<int:member_id>/account/", profile.account, name="account"),
    path("<int:member_id>/account/on/", profile.switch_on, name="switch_on"),
    path("organisations/", directory.organisations, name="organisations"),
    path("organisations/new/", organisations.found, name="organisation_new"),
    path("organisations/<int:organisation_id>-<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisations/<int:organisation_id>/edit/", organisations.edit, name="organisation_edit"),
    path("organisations/<int:organisation_id>/logo/", organisations.change_logo, name="organisation_logo"),
    path("organisations/<int:organisation_id>/logo/<slug:name>.png", organisations.logo, name="logo"),
    path("organisations/<int:organisation_id>/join/", organisations.join, name="join"),
    path("memberships/<int:membership_id>/leave/", organisations.leave, name="leave"),
    re_path(
        r"^memberships/(?P<membership_id>\d{1,18})/(?P<verb>accept|decline|represent)/$",
        organisations.answer,
        name="answer",
    ),
]
