from django.urls import path
from django.views.decorators.http import require_safe

from repository.feeds import PracticesFeed
from repository.views import practice_decisions, practice_form, practices

app_name = "practices"
urlpatterns = [
    path("", practices.practices, name="practices"),
    path("feed/", require_safe(PracticesFeed()), name="feed"),
    path("propose/", practice_form.propose, name="propose"),
    path("queue/", practice_decisions.queue, name="queue"),
    path("<int:practice_id>-<slug:slug>/", practices.practice, name="practice"),
    path("<int:practice_id>/edit/", practice_form.edit, name="edit"),
    path("<int:practice_id>/decide/", practice_decisions.decide, name="decide"),
    path("<int:practice_id>/withdraw/", practice_decisions.withdraw, name="withdraw"),
    path("<int:practice_id>/discard/", practice_decisions.discard, name="discard"),
]
