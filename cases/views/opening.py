"""How every page opens a case file, so that no page forgets to remember it."""

from django.http import Http404
from django.utils import timezone

from cases import services
from upksai.accounts.access import open_to
from upksai.accounts.disclosure import show_identity
from upksai.accounts.roles import Role

#: Those who read case files. Whose file it is, `visible_to` says.
for_readers = open_to(Role.WORKER, Role.HEAD, Role.INTAKE)
#: Those who have a list of cases; an intake officer reads one only in an emergency.
for_case_workers = open_to(Role.WORKER, Role.HEAD)
#: Those who write in them.
for_writers = open_to(Role.WORKER)
for_the_head = open_to(Role.HEAD)


def typed(request):
    """What the person sent, or nothing when they only look."""
    return request.POST if request.method == "POST" else None


def open_file(request, pk, part: str, **what):
    """The case, opened at one part by the signed-in person; 404 if it is not theirs to see.

    `what` names what of the file is opened, where that is a record of its own.
    """
    case = services.read_case(pk, reader=request.user, at=timezone.now(), part=part, **what)
    show_identity(request, case)
    return case


def open_for(request, pk, part: str, **what):
    """The same for those who answer for it: its worker and the head."""
    case = open_file(request, pk, part, **what)
    if not answers_for(case, request.user):
        raise Http404
    return case


def open_to_write(request, pk, part: str):
    """The same for its worker alone: in an emergency a colleague reads, and finds no form."""
    case = open_file(request, pk, part)
    if Role.ASSIGNED not in case.roles_of(request.user):
        raise Http404
    return case


def answers_for(case, user) -> bool:
    """Whether this is its worker or the head, not somebody who reads in an emergency."""
    return bool(case.roles_of(user) & {Role.ASSIGNED, Role.HEAD})
