"""The list of cases, with its saved views and filters."""

from django.shortcuts import render
from django.utils import timezone

from cases.forms.filters import CaseFilter
from cases.models import Case
from cases.queries import case_page, view_tabs
from upksai.privacy import reading

from .opening import for_case_workers


@for_case_workers
def case_list(request):
    """Cases the reader may see, narrowed by a saved view and by filters in the address."""
    reading.listing("cases")
    visible, at = Case.objects.visible_to(request.user), timezone.now()
    filters = CaseFilter(request.GET, reader=request.user)
    context = {
        "filters": filters,
        "tabs": view_tabs(visible, filters.views, filters.view, at),
        "page": case_page(visible, filters, request.GET, at),
        "is_for_head": request.user.is_head,
        "chips": filters.chips(request.GET),
        "clear_url": f"?tampil={filters.view.name}",
    }
    return render(request, "cases/list.html", context)
