"""Addresses of this app."""

app_name = "workflow"
urlpatterns: list = []
