"""Addresses of the settings, below /petugas/pengaturan/."""

from django.urls import path

from . import settings_views as settings
from . import staff_views as staff
from . import vouching_views as vouching

app_name = "workflow"
urlpatterns = [
    path("batas-waktu/", settings.limits, name="limits"),
    path("batas-waktu/<str:key>/", settings.limit, name="limit"),
    path("batas-waktu/<str:key>/bawaan/", settings.limit_reset, name="limit_reset"),
    path("kalender/", settings.calendar, name="calendar"),
    path("kalender/tambah/", settings.day_new, name="day_new"),
    path("kalender/<slug:day>/hapus/", settings.day_remove, name="day_remove"),
    path("mitra/", settings.partners, name="partners"),
    path("mitra/tambah/", settings.partner_new, name="partner_new"),
    path("mitra/<int:pk>/", settings.partner, name="partner"),
    path("angka/", settings.figures, name="figures"),
    path("angka/tambah/", settings.figure_new, name="figure_new"),
    path("angka/<int:pk>/", settings.figure, name="figure"),
    path("petugas/", staff.index, name="staff"),
    path("petugas/tambah/", staff.new, name="staff_new"),
    path("petugas/kata-sandi-awal/", staff.password_shown, name="staff_password_shown"),
    path("petugas/<int:pk>/", staff.member, name="staff_member"),
    path("petugas/<int:pk>/nonaktifkan/", staff.deactivate, name="staff_deactivate"),
    path("petugas/<int:pk>/aktifkan/", staff.activate, name="staff_activate"),
    path("petugas/<int:pk>/kata-sandi/", staff.password, name="staff_password"),
    path("petugas/<int:pk>/faktor-kedua/", vouching.open_request, name="staff_lost_factor"),
    path("menjamin/", vouching.index, name="vouching"),
    path("menjamin/<int:pk>/", vouching.vouch, name="vouch"),
]
