"""The public texts: what the unit is, and the rights of those who turn to it."""

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView


@method_decorator(login_not_required, name="dispatch")
class PublicPage(TemplateView):
    """A text that anyone may read without signing in."""


landing = PublicPage.as_view(template_name="public/landing.html")
about = PublicPage.as_view(template_name="public/about.html")
privacy = PublicPage.as_view(template_name="public/privacy.html")
contact = PublicPage.as_view(template_name="public/contact.html")
accessibility = PublicPage.as_view(template_name="public/accessibility.html")
