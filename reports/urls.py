"""Addresses of data and reports."""

from django.urls import path

from .urls_information import urlpatterns as information
from .urls_statistics import urlpatterns as statistics
from .views import dashboard, issued

app_name = "reports"
urlpatterns = [
    path("petugas/dasbor/", dashboard.show, name="dashboard"),
    path("petugas/laporan/", issued.preview, name="preview"),
    path("petugas/laporan/unduh/", issued.issue, name="issue"),
    path("laporan/periksa/", issued.check, name="check"),
    *statistics,
    *information,
]
