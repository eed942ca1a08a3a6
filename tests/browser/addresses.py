"""Every address of the system, filled in with records that somebody may see."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, get_resolver, reverse

from cases.models import Case
from complaints.models import Complaint, VaultRequest
from monitoring.models import Meeting, Visit
from referrals.models import IncomingReferral, Referral
from reports.models import InfoRequest, StatPlan, StatRelease
from upksai.accounts import seals
from upksai.accounts.break_glass import reviewable_by
from upksai.accounts.models import User
from upksai.accounts.tests.factories import show_names
from upksai.directory.models import DayOverride, Institution, YearFigure
from upksai.workflow.limits import limit_lines

#: What shows no page of its own by a link, and where it is tried instead.
ELSEWHERE = {
    "complaints:leave": "a button; test_public_journey",
    "complaints:quick_exit": "leads away from here; test_leaving",
    "complaints:spam": "a button; complaints/tests/test_flood",
    "complaints:intake_hints": "a part of a page, asked for by htmx",
    "complaints:vault_opened": "a button; complaints/tests/test_vault.py",
    "complaints:follow": "only with a code; test_public_journey",
    "reports:release_csv": "a file",
    "reports:release_json": "a file",
    "reports:stat_renew": "a button; reports/tests/test_release_pages.py",
    "reports:issue": "a PDF; test_case_journey",
    "reports:info_request_check": "only with answers; test_information_journey",
    "reports:info_request_object": "only with a code; test_information_journey",
    "reports:info_request_receipt": "shown once; test_shown_once",
    "referrals:letter": "a PDF; test_case_journey",
    "cases:download": "a file",
    "cases:conceal": "a button; tests/test_identity",
    "complaints:conceal": "a button; tests/test_identity",
    "referrals:conceal": "a button; tests/test_identity",
    "workflow:staff_password_shown": "shown once; test_shown_once",
    "desk:account": "no account waits in the demo; test_shown_once",
    "account_kept_form": "after a session has ended; accounts/tests/test_sessions",
    "account_session_end": "a button",
    "mfa_authenticate": "between password and office; test_passkey",
    "mfa_deactivate_totp": "only with an app; accounts/tests/test_second_factor",
    "mfa_reauthenticate": "only with an app; accounts/tests/test_stepup",
    "mfa_reauthenticate_webauthn": "only with a passkey; test_passkey",
    "mfa_remove_webauthn": "only with a passkey; accounts/tests/test_second_factor",
    "mfa_view_recovery_codes": "shown once; test_passkey",
    "workflow:vouch": "only while somebody waits; accounts/tests/test_vouching",
}
#: Lists and reports as they look when something is chosen.
CHOSEN = {
    "ketua": ("/petugas/dasbor/?periode=2021", "/petugas/kasus/?tampil=semua"),
    "peksos1": ("/petugas/kasus/?q=tidak-ada", "/petugas/rujukan/?tampil=selesai"),
    "pengaduan1": ("/petugas/pengaduan/?view=semua", "/petugas/pengaduan/?q=tidak-ada"),
    "data1": ("/petugas/laporan/?periode=2022", "/petugas/permintaan-data/?daftar=semua"),
    "": ("/statistik/2021/", "/statistik/1999/", "/lapor/2/", "/lapor/3/", "/lapor/4/"),
}
RECORDS = (Case, Complaint, Referral, IncomingReferral, Visit, InfoRequest, StatRelease)


def every_name(patterns=None, space: str = "") -> Iterator[str]:
    """The name of every address."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from every_name(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"


def addresses_for(user: User | None) -> Iterator[str]:
    """Addresses worth trying for this person, or for a visitor; not all of them will open."""
    chosen = CHOSEN.get(user.username if user else "", ())
    yield from (one for one in [*_plain(), *chosen] if (user is not None) == _is_staffs(one))
    if user is None:
        return
    for model in RECORDS:
        yield from _records(model, user)
    yield from _parts_of_cases(user)
    yield from _kept_apart(user)
    yield from _settings()
    for draft in Referral.objects.visible_to(user).filter(state="draft")[:1]:
        yield reverse("referrals:edit", args=[draft.pk])
    for accepted in Referral.objects.visible_to(user).filter(kind="pelimpahan")[:9]:
        yield reverse("referrals:hand_over", args=[accepted.pk])
    for plan in StatPlan.objects.visible_to(user).latest_first()[:1]:
        yield plan.get_absolute_url()
    for release in StatRelease.objects.visible_to(user).filter(state="published")[:1]:
        yield reverse("reports:stat_correct", args=[release.pk])
    for meeting in Meeting.objects.visible_to(user)[:1]:
        yield meeting.get_absolute_url()


def _is_staffs(address: str) -> bool:
    return address.startswith(("/petugas/", "/keluar/"))


def _plain() -> Iterator[str]:
    for name in every_name():
        if name not in ELSEWHERE:
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue


def _records(model, user: User) -> Iterator[str]:
    """One record in each state, with every step that it offers there."""
    for state in model.workflow.states:
        record = model.objects.visible_to(user).filter(state=state).order_by("pk").first()
        if record is None:
            continue
        yield record.get_absolute_url()
        for step in record.workflow.steps:
            if state in step.source and step.by & record.roles_of(user):
                yield record.get_step_url(step)
    if model is Complaint and record is not None:
        for part in ("message", "receipt"):
            yield reverse(f"complaints:{part}", args=[record.pk])
    if model is Complaint:
        for asked in VaultRequest.objects.visible_to(user):
            yield asked.get_absolute_url()
            yield reverse("complaints:vault_ask", args=[asked.complaint_id])
        for told in Complaint.objects.visible_to(user).filter(police_due_at__isnull=False)[:1]:
            yield reverse("complaints:police", args=[told.pk])


def _parts_of_cases(user: User) -> Iterator[str]:
    """Every part of a case that has all of them, and of one that has hardly begun."""
    visible = Case.objects.visible_to(user).order_by("pk")
    working = visible.filter(state__in=("intervention", "monitoring"))
    full = working.filter(documents__isnull=False)
    for case in (full.first(), visible.filter(state="opened").first()):
        if case:
            yield from _parts(case, user)
    planned = visible.filter(state__in=("opened", "assessment", "planning"), goals__isnull=False)
    if planned := planned.first():
        goal = planned.goals.order_by("-episode").first()
        yield reverse("cases:change_goal", args=[planned.pk, goal.pk])


def _parts(case: Case, user: User) -> Iterator[str]:
    show_names(case, user)  # else the forms that change names only ask why
    for name in every_name():
        for key in ("pk", "case_pk"):
            try:
                address = reverse(name, kwargs={key: case.pk})
            except NoReverseMatch:
                continue
            if address.startswith("/petugas/kasus/"):
                yield address
    for one, name in (
        (case.children.first(), "change_child"),
        (case.related_people.first(), "change_person"),
        (case.consents.in_force().first(), "withdraw_consent"),
        (case.goals.filter(episode=case.episode).first(), "goal_result"),
        (case.documents.first(), "original"),
    ):
        if one:
            yield reverse(f"cases:{name}", args=[case.pk, one.pk])


def _kept_apart(user: User) -> Iterator[str]:
    """Asking for names, closing a record to somebody, reviewing an emergency access."""
    for model, seal, lift, reveal in (
        (Case, "cases:seal", "cases:lift_seal", "cases:reveal"),
        (Complaint, "complaints:seal", "complaints:lift_seal", "complaints:reveal"),
        (IncomingReferral, "referrals:seal_incoming", "referrals:lift_seal", "referrals:reveal"),
    ):
        if record := model.objects.visible_to(user).order_by("pk").first():
            yield reverse(reveal, args=[record.pk])
            yield reverse(seal, args=[record.pk])
            for one in seals.seals_of(record.pk):
                yield reverse(lift, args=[record.pk, one.pk])
    for opened in reviewable_by(user)[:1]:
        yield reverse("cases:emergency_review", args=[opened.pk])


def _settings() -> Iterator[str]:
    for name in ("limit", "limit_reset"):
        yield reverse(f"workflow:{name}", args=[limit_lines()[0].key])
    if day := DayOverride.objects.first():
        yield reverse("workflow:day_remove", args=[day.day.isoformat()])
    yield reverse("workflow:partner", args=[Institution.objects.order_by("pk").first().pk])
    yield reverse("workflow:figure", args=[YearFigure.objects.order_by("pk").first().pk])
    person = User.objects.get(username="peksos2")
    changes = ("member", "deactivate", "activate", "password", "lost_factor")
    for change in changes:
        yield reverse(f"workflow:staff_{change}", args=[person.pk])
    yield reverse("desk:leaver", args=[person.pk])
