"""Every address of the system, filled in with what stands in the world."""

from functools import cache
from uuid import UUID, uuid4

from django.urls import URLPattern, get_resolver, reverse

from upksai.directory.models import Institution, YearFigure
from upksai.workflow.limits import limit_lines

from . import table

#: No row of any table has this key.
NOBODY = 2_000_000_000
#: The step by which each record's step page is tried.
STEPS = {
    "cases:step": "start_assessment",
    "complaints:step": "accept",
    "referrals:step": "submit",
    "referrals:incoming_step": "accept",
    "monitoring:step": "cancel",
    "reports:info_request_step": "review",
    "reports:stat_step": "reject",
}


def every_address(patterns=None, space: str = ""):
    """The full name of every pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from every_address(pattern.url_patterns, inner)


def address(world, name: str) -> str:
    """The address of a page, about what there is."""
    return reverse(name, kwargs=_arguments(world, name))


def made_up(world, name: str) -> str:
    """The same address with keys of records that never were."""
    found = dict(_arguments(world, name))
    for key, value in found.items():
        if isinstance(value, UUID):
            found[key] = uuid4()
        elif key == "pk":
            found[key] = NOBODY
    return reverse(name, kwargs=found)


@cache
def _arguments(world, name: str) -> dict:
    app, _colon, page = name.partition(":")
    return {key: _one(world, app, page, key) for key in _keys(name)}


def _keys(name: str) -> list[str]:
    """The names of what an address has to be filled in with."""
    possibilities = get_resolver()
    *spaces, last = name.split(":")
    for space in spaces:
        possibilities = possibilities.namespace_dict[space][1]
    return list(possibilities.reverse_dict.getlist(last)[0][0][0][1])


def _one(world, app: str, page: str, key: str):
    if key == "pk":
        return _record(world, app, page).pk
    if key == "seal_pk":
        return world.seals[app, table.SEALED_HEAD].pk
    if page in {"release_csv", "release_json"}:
        return world.published.entry.number
    if key in {"name", "slug"}:
        return STEPS[f"{app}:{page}"]
    plain = {
        "case_pk": world.case.pk,
        "child_pk": world.case.children.get().pk,
        "person_pk": world.person.pk,
        "consent_pk": world.consent.pk,
        "goal_pk": world.goal.pk,
        "document_pk": world.document.pk,
        "number": 2025 if app == "reports" else 2,
        "key": limit_lines()[0].key,
        "day": world.day.day.isoformat(),
    }
    return plain[key]


def _record(world, app: str, page: str):
    special = {
        "mfa_remove_webauthn": world.key,
        "leaver": world.worker,
        "account": world.role_request,
        "emergency_review": world.opened,
        "vault_request": world.vault_request,
        "vault_opened": world.vault_request,
        "meeting": world.meeting,
        "partner": Institution.objects.first(),
        "figure": YearFigure.objects.first(),
        "vouch": world.lost_factor,
        "stat_plan": world.proposed.plan,
        "stat_step": world.proposed,
        "stat_release": world.published,
        "stat_correct": world.published,
    }
    usual = {
        "cases": world.case,
        "complaints": world.complaint,
        "referrals": world.incoming,
        "monitoring": world.visit,
        "workflow": world.other,
        "reports": world.asked,
    }
    if app == "referrals" and page in {"detail", "edit", "hand_over", "letter", "step"}:
        return world.referral
    return special.get(page or app) or usual[app]
