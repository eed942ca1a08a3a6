"""Addresses of statistics: for everyone, and below /petugas/ for who releases them."""

from django.urls import path

from .views import releases, statistics

_OFFICE = "petugas/statistik/"
_ONE = f"{_OFFICE}<uuid:pk>/"
urlpatterns = [
    path("statistik/", statistics.years, name="statistics"),
    path("statistik/<int:number>/", statistics.show, name="statistics_year"),
    path("statistik/rilis/<int:number>.csv", statistics.release_csv, name="release_csv"),
    path("statistik/rilis/<int:number>.json", statistics.release_json, name="release_json"),
    path(_OFFICE, releases.index, name="stat_releases"),
    path(f"{_OFFICE}baru/", releases.new, name="stat_new"),
    path(f"{_OFFICE}baru/<uuid:pk>/", releases.plan, name="stat_plan"),
    path(f"{_OFFICE}potret/", releases.renew, name="stat_renew"),
    path(_ONE, releases.detail, name="stat_release"),
    path(f"{_ONE}langkah/<slug:name>/", releases.step, name="stat_step"),
    path(f"{_ONE}koreksi/", releases.correct, name="stat_correct"),
]
