"""Addresses of this app."""

app_name = "monitoring"
urlpatterns: list = []
