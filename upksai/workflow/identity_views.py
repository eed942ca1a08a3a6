"""The page that asks why somebody needs names, and the button that masks them again."""

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from upksai.accounts import disclosure
from upksai.accounts.need_to_know import RevealGround

from .forms import CalmForm
from .views import record_page


class RevealForm(CalmForm, forms.Form):
    """What the names are needed for."""

    category = forms.ChoiceField(
        label=_("Untuk apa?"), choices=RevealGround, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Alasan"),
        min_length=disclosure.SHORTEST_REASON,
        max_length=500,
        help_text=_("Misalnya: menelepon ibu untuk jadwal kunjungan."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Tulis alasannya."),
            "min_length": _("Tulis alasannya dengan sedikitnya 10 huruf."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()


def reveal_page(
    request: HttpRequest, record, *, template: str = "workflow/reveal.html"
) -> HttpResponse:
    """Ask why, then show the names for ten minutes, on the page somebody came from."""
    back = safe_next(request, record)
    return record_page(
        request,
        RevealForm(request.POST if request.method == "POST" else None),
        partial(disclosure.reveal, record),
        template=template,
        context={"record": record, "back": back},
        success=_t("Identitas terbuka selama 10 menit."),
        then=back,
    )


def conceal_page(request: HttpRequest, record) -> HttpResponse:
    """Mask the names again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    disclosure.conceal(record, by=request.user, at=timezone.now())
    messages.success(request, _t("Identitas sudah ditutup."))
    return redirect(safe_next(request, record))


def safe_next(request: HttpRequest, record) -> str:
    """The page to go on to: only one of our own."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = asked.startswith("/petugas/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts=None
    )
    return asked if is_ours else record.get_absolute_url()


def ask_why(request: HttpRequest, record) -> HttpResponse | None:
    """To the page that asks why, and back here afterwards; None if names are shown already."""
    if request.identity.is_shown():  # type: ignore[attr-defined]  # set by the middleware
        return None
    return redirect(f"{record.reveal_url}?{urlencode({'next': request.path})}")
