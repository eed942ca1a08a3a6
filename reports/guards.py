"""What stands in the way of a step of an information request, in words for the officer."""

from django.utils.translation import gettext as _


def not_extended_before(request, at):
    if request.steps.filter(name="extend").exists():
        yield _("Waktu sudah diperpanjang satu kali.")
