"""Addresses of the public texts."""

from django.urls import path

from . import public

app_name = "public"
urlpatterns = [
    path("", public.landing, name="landing"),
    path("layanan/", public.about, name="about"),
    path("privasi/", public.privacy, name="privacy"),
    path("kontak/", public.contact, name="contact"),
    path("aksesibilitas/", public.accessibility, name="accessibility"),
]
