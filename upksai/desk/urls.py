"""Addresses of the work desk, below /petugas/."""

from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("persetujuan/", views.approvals, name="approvals"),
    path("cari/", views.find, name="search"),
    path("jejak/", views.trail, name="trail"),
]
