"""One search over everything a person may see."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.matches import children_called
from cases.models import Case, CaseChild, Child
from cases.queries import known_as
from complaints.models import Complaint
from referrals.models import IncomingReferral, Referral
from reports.models import InfoRequest
from upksai.directory.services import may_be_number

SHORTEST, MOST = 2, 10
#: Fewer digits belong to a number of a case, not of a person.
SHORTEST_NUMBER = 9


@dataclass(frozen=True)
class Found:
    """One kind of record and what was found of it."""

    label: str
    records: list


def search(user, text: str) -> list[Found]:
    """Records whose number begins with `text`, and cases by pseudonym or child's name.

    Nothing that the person may not see is found, counted or hinted at.
    """
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    is_number = may_be_number(text)
    by_number = Q(number__startswith=text.upper()) if is_number else Q(pk__in=[])
    named = CaseChild.objects.filter(child__in=known_by(text))
    by_child = known_as(text) | Q(pk__in=named.values("case"))
    found = [
        Found(_("Kasus"), _first(Case.objects.visible_to(user).filter(by_number | by_child))),
        Found(_("Pengaduan"), _first(Complaint.objects.visible_to(user).filter(by_number))),
        Found(_("Rujukan"), _first(Referral.objects.visible_to(user).filter(by_number))),
        Found(
            _("Rujukan masuk"), _first(IncomingReferral.objects.visible_to(user).filter(by_number))
        ),
        Found(_("Permintaan data"), _first(InfoRequest.objects.visible_to(user).filter(by_number))),
    ]
    return [kind for kind in found if kind.records]


def known_by(text: str) -> list:
    """Children with this NIK, family card or telephone number; or else with a name like this."""
    digits = "".join(ch for ch in text if ch.isdigit())
    if len(digits) >= SHORTEST_NUMBER:
        return list(Child.objects.numbered(digits).values_list("pk", flat=True))
    return children_called(text)


def _first(records):
    return list(records.order_by("-number")[:MOST])
