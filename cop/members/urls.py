from django.urls import path
from django.views.generic import TemplateView

app_name = "members"
_stand_in = TemplateView.as_view(template_name="base.html")
urlpatterns = [
    path("", _stand_in, name="directory"),
    path("settings/", _stand_in, name="settings"),
    path("organisations/", _stand_in, name="organisations"),
    path("organisations/<int:organisation_id>-<slug:slug>/", _stand_in, name="organisation"),
    path("<int:member_id>/", _stand_in, name="member"),
]
