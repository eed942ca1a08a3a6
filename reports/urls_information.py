"""Addresses of information requests: for citizens, and below /petugas/ for the office."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
