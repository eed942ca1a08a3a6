"""Public pages that belong to no SOP."""

app_name = "public"
urlpatterns: list = []
