"""The queue of complaints."""

from datetime import date

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints import queries
from complaints.forms.queue import QueueFilter
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.ui.dates import short_date
from upksai.ui.paging import capped_count, keyset_page

VIEWS = {
    "": gettext_lazy("Baru dan menunggu"),
    "putusan": gettext_lazy("Menunggu keputusan"),
    "spam": gettext_lazy("Mungkin spam"),
    "semua": gettext_lazy("Semua"),
}


@open_to(Role.INTAKE, Role.WORKER, Role.HEAD)
def queue(request):
    """Complaints by urgency; what is chosen stands in the address."""
    reading.listing("complaints")
    form = QueueFilter(request.GET)
    form.is_valid()
    chosen = form.cleaned_data
    view = chosen["tampil"] if chosen.get("tampil") in VIEWS else ""
    found = queries.queue(request.user, view=view, filters=chosen)
    page = keyset_page(found, request.GET, order=queries.queue_order(view))
    shown = {"form": form, "page": page, "view": view, "chips": _chips(request, form)}
    return render(request, "complaints/queue.html", shown | {"views": _views(request.user)})


def _views(user) -> list[dict]:
    return [
        {
            "name": name,
            "label": label,
            "count": capped_count(queries.queue(user, view=name, filters={}))
            if name != "semua"
            else "",
        }
        for name, label in VIEWS.items()
    ]


def _chips(request, form) -> list[dict[str, str]]:
    """What the list is narrowed by, each with the address without it."""
    chips = []
    for field in form.visible_fields():
        value = form.cleaned_data.get(field.name)
        if not value:
            continue
        rest = request.GET.copy()
        for name in (field.name, "after", "before"):
            rest.pop(name, None)
        words = dict(getattr(field.field, "choices", [])).get(value, value)
        words = short_date(words) if isinstance(words, date) else words
        label = _("%(field)s: %(value)s") % {"field": field.label, "value": words}
        chips.append({"label": label, "url": f"?{rest.urlencode()}"})
    return chips
