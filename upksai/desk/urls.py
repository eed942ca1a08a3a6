"""Addresses of the work desk, below /petugas/."""

from django.urls import path

from . import account_views, leaving_views, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("persetujuan/", views.approvals, name="approvals"),
    path("persetujuan/akun/<uuid:pk>/", account_views.account, name="account"),
    path("cari/", views.find, name="search"),
    path("jejak/", views.trail, name="trail"),
    path("petugas-berhenti/", leaving_views.team, name="team"),
    path("petugas-berhenti/<int:pk>/", leaving_views.leaver, name="leaver"),
]
