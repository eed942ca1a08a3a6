"""Addresses of data and reports."""

from django.urls import path

from .urls_information import urlpatterns as information
from .views import dashboard, issued, statistics

app_name = "reports"
urlpatterns = [
    path("petugas/dasbor/", dashboard.show, name="dashboard"),
    path("petugas/laporan/", issued.preview, name="preview"),
    path("petugas/laporan/unduh/", issued.issue, name="issue"),
    path("laporan/periksa/", issued.check, name="check"),
    path("statistik/", statistics.years, name="statistics"),
    path("statistik/<int:number>/", statistics.show, name="statistics_year"),
    *information,
]
