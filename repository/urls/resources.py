from django.urls import path
from django.views.generic import TemplateView

app_name = "resources"
_stand_in = TemplateView.as_view(template_name="base.html")
urlpatterns = [
    path("", _stand_in, name="toolbox"),
    path("deposit/", _stand_in, name="deposit"),
    path("<int:resource_id>-<slug:slug>/", _stand_in, name="resource"),
]
