"""Pages about the children partners send to us."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from referrals import queries, services
from referrals.forms import AcceptForm, IncomingForm
from referrals.models import IncomingReferral
from upksai.accounts.access import open_to
from upksai.accounts.disclosure import show_identity
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.ui.paging import keyset_page
from upksai.workflow.forms import StepForm
from upksai.workflow.identity_views import conceal_page, reveal_page
from upksai.workflow.seal_views import lift_page, seal_page
from upksai.workflow.views import record_page, step_page


@require_safe
@open_to(Role.INTAKE, Role.WORKER, Role.HEAD)
def incoming_list(request):
    """Children partners sent to us, those to be decided first."""
    reading.listing("incoming referrals")
    visible = IncomingReferral.objects.visible_to(request.user).select_related(
        "institution", "case"
    )
    page = keyset_page(visible, request.GET, order=("due_at", "pk"))
    may_write = request.user.is_intake or request.user.is_head
    context = {"page": page, "may_write": may_write, "now": timezone.now()}
    return render(request, "referrals/incoming_list.html", context)


@require_http_methods(["GET", "POST"])
@open_to(Role.INTAKE, Role.HEAD)
def incoming_new(request):
    """Write down a child whom a partner sends."""
    return record_page(
        request,
        IncomingForm(request.POST or None),
        services.receive_incoming,
        template="referrals/incoming_new.html",
        context={},
        success=_("Rujukan masuk tersimpan. Ketua memutuskan dalam 3 hari kerja."),
        then=lambda incoming: incoming,
    )


def _incoming(request, pk):
    incoming = get_object_or_404(queries.incoming_of(request.user), pk=pk)
    reading.about("incoming referral", record=incoming.pk, case=incoming.case_id)
    show_identity(request, incoming)
    return incoming


@require_safe
def incoming_detail(request, pk):
    """One child a partner sent, and whether we may know the child already."""
    incoming = _incoming(request, pk)
    known = queries.known_already(incoming, request.user) if incoming.is_undecided else None
    if known:
        reading.hinted(known.looked_at())
    case = queries.case_behind(incoming, request.user)
    context = {
        "incoming": incoming,
        "known": known or [],
        "case": case,
        "identity": request.identity,
    }
    return render(request, "referrals/incoming_detail.html", context)


@require_http_methods(["GET", "POST"])
def incoming_step(request, pk, slug):
    """Take one step of an incoming referral."""
    incoming = _incoming(request, pk)
    form = AcceptForm if slug == "accept" else StepForm
    return step_page(
        request,
        incoming,
        slug,
        take=services.take_incoming_step,
        form=form,
        template="referrals/incoming_step.html",
    )


@require_http_methods(["GET", "POST"])
def reveal(request, pk):
    """Say why names are needed; they are shown for ten minutes."""
    return reveal_page(request, _incoming(request, pk))


@require_http_methods(["GET", "POST"])
def conceal(request, pk):
    """Mask the names again."""
    return conceal_page(request, _incoming(request, pk))


@require_http_methods(["GET", "POST"])
@open_to(Role.INTAKE, Role.HEAD)
def seal(request, pk):
    """Keep an incoming referral from somebody with a conflict of interest."""
    incoming = _incoming(request, pk)
    return seal_page(request, incoming, services.seal_incoming, lift_url="referrals:lift_seal")


@require_http_methods(["GET", "POST"])
@open_to(Role.HEAD)
def lift_seal(request, pk, seal_pk):
    """Let somebody come upon an incoming referral again."""
    incoming = _incoming(request, pk)
    return lift_page(request, incoming, seal_pk)
