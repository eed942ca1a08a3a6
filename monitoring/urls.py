"""Addresses of this app."""

from django.urls import path

from .views import meetings, visits

app_name = "monitoring"
urlpatterns = [
    path("petugas/monitoring/", visits.visit_list, name="list"),
    path("petugas/monitoring/<uuid:pk>/", visits.visit, name="visit"),
    path("petugas/monitoring/<uuid:pk>/langkah/<slug:slug>/", visits.step, name="step"),
    path("petugas/kasus/<uuid:case_pk>/monitoring/", visits.case_tab, name="case_tab"),
    path("petugas/kasus/<uuid:case_pk>/kunjungan/baru/", visits.record, name="record"),
    path("petugas/kasus/<uuid:case_pk>/kunjungan/jadwal/", visits.schedule, name="schedule"),
    path("petugas/kasus/<uuid:case_pk>/evaluasi/baru/", visits.evaluate, name="evaluate"),
    path("petugas/rapat/", meetings.meetings, name="meetings"),
    path("petugas/rapat/catat/", meetings.meeting_new, name="meeting_new"),
    path("petugas/rapat/<uuid:pk>/", meetings.meeting, name="meeting"),
]
