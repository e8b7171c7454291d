from django.urls import path

from scenarios import views

app_name = "scenarios"
urlpatterns = [
    path("<slug:slug>/rate/", views.rate, name="rate"),
    path("<slug:slug>/discuss/", views.discuss, name="discuss"),
]
