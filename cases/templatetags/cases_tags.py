"""What every page of a case file shows around its content; other apps' tabs use it too."""

from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.closing import gate_before
from cases.models import Case
from cases.queries import moments_of, opened_file, steps_of
from cases.stages import leads_on, place_of, stage_label, stages_of
from upksai.accounts.break_glass import running_for
from upksai.accounts.roles import Role
from upksai.ui.dates import long_date
from upksai.workflow import engine

register = template.Library()

register.filter("place_of", place_of)
register.filter("stage_label", stage_label)


@register.filter
def short_name(name: str) -> str:
    """`Ratna W.` for Ratna Wulandari."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[-1][0]}." if rest else first


def _faced(case: Case) -> Any:
    """The case with its face, however the page came by it."""
    if not hasattr(case, "face"):
        face = opened_file(Case.objects.filter(pk=case.pk)).get()
        vars(case).update(
            {name: value for name, value in vars(face).items() if name not in vars(case)}
        )
    return case


@register.inclusion_tag("cases/_banner.html", takes_context=True)
def case_banner(context, case):
    """Who this is about, without a name, and what may be done."""
    until = timezone.localdate(case.closed_at or timezone.now())
    return {
        "case": _faced(case),
        "days_open": (until - timezone.localdate(case.opened_at)).days,
        "user": context["request"].user,
        "is_writable": case_is_writable(context, case),
        "is_carrier": Role.ASSIGNED in _roles(case, context["request"].user),
        "side_steps": _side_steps(case, context["request"].user),
    }


@register.inclusion_tag("cases/_emergency.html", takes_context=True)
def emergency_access(context, case):
    """Until when somebody reads a case that is not theirs; nothing for its worker and the head."""
    user = context["request"].user
    is_ours = user.is_head or Role.ASSIGNED in _roles(case, user)
    return {"opened": None if is_ours else running_for(user, case.pk, timezone.now())}


@register.inclusion_tag("cases/_stepper.html")
def case_stepper(case, tab):
    """The six stages, done, current and to come, each with its date."""
    steps = steps_of(case) if tab == "summary" else moments_of(case)  # the summary shows them all
    stages = stages_of(case, steps)
    number = next((n for n, stage in enumerate(stages, 1) if stage.is_current), 0)
    return {"stages": stages, "number": number, "current": stages[number - 1]}


@register.inclusion_tag("cases/_tabs.html", takes_context=True)
def case_tabs(context, case, tab):
    """The parts of the file; `tab` is the one that is open."""
    return {"request": context["request"], "case": _faced(case), "tab": tab}


@register.simple_tag(takes_context=True)
def case_is_writable(context, case) -> bool:
    """Whether the reader carries the case and it is not finished (services ask again)."""
    return Role.ASSIGNED in _roles(case, context["request"].user) and not case.is_finished


@register.inclusion_tag("cases/_next.html", takes_context=True)
def case_next(context, case):
    """The way forward for the reader, and the gate the case stands before."""
    at = timezone.now()
    gate = gate_before(_faced(case), at)
    options = [
        engine.Option(step, case.get_step_url(step), _reasons(case, step, gate, at))
        for step in _offered(case, context["request"].user)
        if leads_on(step, case.state)
    ]
    first = next((o.step for o in options if o.is_open and not o.step.is_drastic), None)
    return {
        "request": context["request"],
        "record": case,
        "case": case,
        "options": options,
        "first_step": first,
        "gate": gate,
        "visits_first": first is None and case_is_writable(context, case),
    }


def _reasons(case, step, gate, at) -> list[str]:
    # The gate's own guard has just been asked line by line: one set of queries serves both.
    known = gate.guard if gate and gate.guard in step.guards else None
    others = [str(why) for guard in step.guards if guard is not known for why in guard(case, at)]
    if known and gate.reasons:
        others.append(_("%(count)d syarat di bawah belum terpenuhi.") % {"count": gate.missing})
    return others


def _roles(case, user) -> set[str]:
    carrier = getattr(_faced(case), "carrier_id", None)  # annotated by `with_face`
    return {user.role} | ({Role.ASSIGNED} if carrier == user.pk else set())


def _offered(case, user):
    roles = _roles(case, user)
    return [step for step in case.workflow.leaving(case.state) if step.by & roles]


def _side_steps(case, user):
    """Steps that leave the usual way: for the menu, not for the page's button."""
    return [
        (step, reverse("cases:step", args=[case.pk, step.name]))
        for step in _offered(case, user)
        if not leads_on(step, case.state)
    ]


ASSESSED = (
    "safety",
    "basic_needs",
    "psychosocial",
    "family",
    "education",
    "strengths",
    "child_view",
    "conclusion",
    "functioning",
)
ABOUT_A_CHILD = (
    "nickname",
    "sex",
    "birth_date",
    "birth_place",
    "nik_status",
    "nik",
    "family_card_number",
    "birth_certificate",
    "address",
    "subdistrict",
    "outside_city",
    "phone",
    "lives_with",
    "parents_alive",
    "schooling",
    "school",
    "disability",
    "health",
    "welfare_decile",
)


@register.simple_tag
def assessment_rows(assessment):
    """What was found out, line by line."""
    return [_row(assessment, name) for name in ASSESSED]


@register.simple_tag
def child_rows(child):
    """What is known about a child, line by line."""
    rows = [_row(child, name) for name in ABOUT_A_CHILD]
    if child.is_unborn:
        rows.insert(0, {"label": _("Keadaan"), "value": _("Belum lahir")})
    elif (age := child.age_on(timezone.localdate())) is not None:
        rows.insert(3, {"label": _("Umur"), "value": _("%(age)d tahun") % {"age": age}})
    return rows


def _row(record, name: str):
    field = record._meta.get_field(name)
    value = getattr(record, name)
    if field.flatchoices:
        value = getattr(record, f"get_{name}_display")()
    elif isinstance(value, date):
        about = _(" (perkiraan)") if getattr(record, "is_birth_date_estimated", False) else ""
        value = long_date(value) + about
    return {"label": capfirst(field.verbose_name), "value": "" if value is None else value}
