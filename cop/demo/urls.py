from django.urls import path

from cop.demo import views

app_name = "demo"
urlpatterns = [
    path("empty/", views.empty, name="empty"),
    path("mail/", views.mails, name="mails"),
    path("mail/<int:mail_id>/", views.mail, name="mail"),
]
