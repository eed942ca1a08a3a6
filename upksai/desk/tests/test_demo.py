"""The demo office: as many invented people as the paper has figures, and work at every stage."""

from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Model
from django.test import override_settings

from cases.choices import CaseState
from cases.models import Case, CaseStep, Child, RelatedPerson
from complaints.choices import ComplaintState
from complaints.models import Complaint, ComplaintStep
from complaints.tests.factories import kept_of
from monitoring.models import Visit, VisitStep
from referrals.choices import IncomingState, ReferralState
from referrals.models import IncomingReferral, Referral, ReferralStep
from reports.choices import RequestState
from reports.models import InfoRequest, InfoRequestStep, Requester
from upksai.accounts.models import User
from upksai.accounts.roles import STORED_ROLES
from upksai.desk.demo import edges, referring, today
from upksai.desk.demo.load import load_office
from upksai.directory.identity_numbers import parse_nik
from upksai.privacy import vault
from upksai.privacy.models import VaultEntry

MONDAY = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
EDGES = {
    *(today.UNBORN, today.FRIDAY, today.LEAVE, today.ANONYMOUS, edges.FOUNDLING, edges.SIBLINGS),
    *(edges.PARENT, edges.EIGHTEEN, edges.REGENCY, edges.TWICE, referring.SILENT, edges.RETURNED),
    *(edges.WITHDRAWN, edges.SMALL_CELLS, edges.ELEVEN, edges.SAME_NAME),
}
pytestmark = pytest.mark.uncounted
#: People named in the paper, and no others may be called so here.
IN_THE_PAPER = ("elvatisha", "astuti", "manar")


def in_vault() -> list[dict[str, str]]:
    """All that the vault holds of who reported."""
    return [vault._opened(entry) for entry in VaultEntry.objects.all()]


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    """The whole office on a Monday morning; kept for this module, then taken away."""
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        told = load_office(now=MONDAY, tell=lambda line: None)
        yield told
        _empty_the_database()


def _empty_the_database() -> None:
    """Take away what was loaded; what the migrations brought (districts, partners) stays."""
    ours = {"accounts", "cases", "complaints", "referrals", "monitoring", "reports", "privacy"}
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ours
    ]
    names = ", ".join(connection.ops.quote_name(table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names}, directory_numberseries CASCADE")


def with_number(office, edge: str, model: type[Model]):
    """The records that show an edge case."""
    return model._default_manager.filter(number__in=office.edges[edge])


@pytest.mark.slow
class TestTheOffice:
    def test_2020_is_a_recap_of_56_children_without_names(self, office):
        recap = Case.objects.filter(is_legacy=True)
        assert recap.count() == 56
        assert set(recap.values_list("opened_at__year", flat=True)) == {2020}
        assert set(recap.values_list("source", "state")) == {("rekap 2020", "completed")}
        assert set(recap.values_list("assignments", flat=True)) == {None}
        assert not Child.objects.filter(cases__in=recap).exclude(full_name="").exists()

    def test_the_first_two_years_are_35_cases_of_35_children(self, office):
        cases = Case.objects.filter(opened_at__year__in=[2021, 2022])
        assert cases.count() == 35
        assert Child.objects.filter(cases__in=cases).distinct().count() == 35
        assert round(35 / 4095 * 100, 2) == 0.85
        assert round(35 / 24 * 100, 1) == 145.8

    @pytest.mark.parametrize(
        ("year", "cases"), [(2021, 18), (2022, 17), (2023, 20), (2024, 24), (2025, 28), (2026, 26)]
    )
    def test_every_year_has_its_cases(self, office, year, cases):
        assert Case.objects.filter(opened_at__year=year).count() == cases
        assert office.counts[f"kasus {year}"] == cases

    def test_reports_are_about_two_for_each_case(self, office):
        for year in range(2021, 2027):
            reports = Complaint.objects.filter(received_at__year=year).count()
            cases = Case.objects.filter(opened_at__year=year).count()
            assert 1.6 <= reports / cases <= 2.5

    def test_each_worker_has_a_case_at_every_stage(self, office):
        for worker in User.objects.workers():
            stages = Case.objects.assigned_to(worker).values_list("state", flat=True)
            assert set(stages) == set(CaseState)

    def test_work_of_every_kind_waits_today(self, office):
        assert set(Complaint.objects.values_list("state", flat=True)) == set(ComplaintState)
        assert set(InfoRequest.objects.values_list("state", flat=True)) == set(RequestState)
        waiting = {"draft", "review", "sent", "accepted"}
        assert waiting <= set(Referral.objects.values_list("state", flat=True))
        assert set(IncomingReferral.objects.values_list("state", flat=True)) == set(IncomingState)
        assert Visit.objects.planned().overdue(MONDAY).exists()
        assert Case.objects.in_progress().overdue(MONDAY).exists()

    def test_an_emergency_came_in_within_the_hour(self, office):
        newest = Complaint.objects.filter(state="received").latest("received_at")
        assert newest.is_emergency
        assert (MONDAY - newest.received_at).total_seconds() < 3600

    def test_nothing_happens_after_today_and_numbers_rise_with_time(self, office):
        for model in (CaseStep, ComplaintStep, ReferralStep, VisitStep, InfoRequestStep):
            assert not model.objects.filter(at__gt=MONDAY).exists()
        for year in range(2020, 2027):
            opened = Case.objects.filter(opened_at__year=year).order_by("number")
            moments = list(opened.values_list("opened_at", flat=True))
            assert moments == sorted(moments)

    def test_no_finished_case_waits_for_a_partner(self, office):
        ended = Referral.objects.filter(case__state__in=["closed", "aftercare", "completed"])
        assert set(ended.values_list("state", flat=True)) == {ReferralState.CLOSED}

    def test_no_number_can_belong_to_anybody(self, office):
        known = Child.objects.exclude(nik="")
        assert known
        for child in known:
            nik = parse_nik(child.nik, today=MONDAY.date())
            assert (nik.sex, nik.birth_date) == (child.sex, child.birth_date)
            assert int(child.nik[12:]) > 9000
        for model in (Child, RelatedPerson, Requester):
            people = model.objects.exclude(phone="")
            assert all(person.phone.startswith("+628110000") for person in people)
        assert all(told.get("phone", "+628110000").startswith("+628110000") for told in in_vault())
        assert all(who.email.endswith("@contoh.id") for who in Requester.objects.exclude(email=""))

    def test_nobody_bears_a_name_of_the_paper(self, office):
        names = [
            *(child.full_name for child in Child.objects.all()),
            *(person.name for person in RelatedPerson.objects.all()),
            *(told["name"] for told in in_vault() if "name" in told),
            *(who.name for who in Requester.objects.all()),
            *User.objects.values_list("full_name", flat=True),
        ]
        assert not [name for name in names if any(real in name.lower() for real in IN_THE_PAPER)]

    def test_there_is_an_account_for_every_role(self, office):
        assert User.objects.count() == 9
        assert set(User.objects.values_list("role", flat=True)) == set(STORED_ROLES)
        assert User.objects.get(username="ketua").check_password("contoh-upksai-2026")

    def test_loading_again_changes_nothing_or_says_why_not(self, office):
        before = (User.objects.count(), Case.objects.count(), CaseStep.objects.count())
        said = StringIO()
        with override_settings(DEMO=True):
            call_command("load_demo", "--if-empty", stdout=said)
            with pytest.raises(CommandError, match="sudah berisi"):
                call_command("load_demo", stdout=said)
        assert (User.objects.count(), Case.objects.count(), CaseStep.objects.count()) == before
        assert said.getvalue() == ""


@pytest.mark.slow
class TestEdgeCases:
    def test_all_sixteen_are_told(self, office):
        assert set(office.edges) == EDGES

    def test_a_child_that_is_not_yet_born(self, office):
        child = with_number(office, today.UNBORN, Case).get().children.get()
        assert (child.is_unborn, child.full_name, child.birth_date) == (True, "", None)

    def test_a_foundling_has_no_name(self, office):
        child = with_number(office, edges.FOUNDLING, Case).get().children.get()
        assert (child.full_name, child.parents_alive) == ("", "tidak_diketahui")
        assert child.is_birth_date_estimated

    def test_siblings_live_in_two_kecamatan(self, office):
        case = with_number(office, edges.SIBLINGS, Case).get()
        assert case.children.values("subdistrict__district").distinct().count() == 2

    def test_a_suspected_parent_does_not_get_the_file(self, office):
        asked = with_number(office, edges.PARENT, InfoRequest).get()
        assert (asked.state, asked.refusal_ground) == ("refused", "33")

    def test_the_police_clock_runs_over_a_weekend(self, office):
        case = with_number(office, today.FRIDAY, Case).get()
        complaint = case.complaints.get()
        received = complaint.received_at.astimezone(MONDAY.tzinfo)
        assert (received.weekday(), received.hour) == (4, 22)
        assert (complaint.police_due_at - complaint.received_at).days == 3

    def test_a_child_comes_of_age(self, office):
        case = with_number(office, edges.EIGHTEEN, Case).get()
        child = case.children.get()
        assert child.age_on(case.opened_at.date()) == 17
        assert child.age_on(case.closed_at.date()) == 18
        assert case.closing_reason == "T06"

    def test_a_child_of_the_regency_is_another_offices(self, office):
        complaint = with_number(office, edges.REGENCY, Complaint).get()
        assert (complaint.state, complaint.outside_city) == (
            "out_of_authority",
            "Kabupaten Semarang",
        )

    def test_an_anonymous_report_leaves_no_name(self, office):
        for complaint in with_number(office, today.ANONYMOUS, Complaint):
            assert complaint.reporter_mode == "anonim"
            assert not {"name", "phone", "safe_contact"} & kept_of(complaint).keys()

    def test_one_child_is_reported_through_two_channels(self, office):
        reports = with_number(office, edges.TWICE, Case).get().complaints.order_by("received_at")
        assert list(reports.values_list("channel", "state")) == [
            ("whatsapp", "case"),
            ("lapor_semar_sp4n", "duplicate"),
        ]

    def test_a_partner_never_answered(self, office):
        cases = with_number(office, referring.SILENT, Case)
        assert ReferralStep.objects.filter(referral__case__in=cases, name="expire").exists()

    def test_a_case_went_to_a_partner_and_came_back(self, office):
        case = with_number(office, edges.RETURNED, Case).get()
        names = list(case.steps.values_list("name", flat=True))
        assert names.index("transfer") < names.index("reopen")
        assert case.episode == 2

    def test_consent_was_withdrawn(self, office):
        case = with_number(office, edges.WITHDRAWN, Case).get()
        assert not case.consents.in_force().exists()
        assert case.closing_reason == "T05"

    def test_small_cells_are_not_given_out(self, office):
        asked = with_number(office, edges.SMALL_CELLS, InfoRequest).get()
        assert asked.steps.filter(name="grant_partly").exists()
        assert "t.d." in asked.answer

    def test_a_child_of_eleven_meets_the_law(self, office):
        case = with_number(office, edges.ELEVEN, Case).get()
        assert case.ppks_category == "PPKS-03"
        assert case.children.get().age_on(case.opened_at.date()) == 11

    def test_visits_wait_because_their_worker_was_away(self, office):
        for case in with_number(office, today.LEAVE, Case):
            assert any(note.title.startswith("Cuti") for note in case.notes.all())
            assert case.visits.planned().overdue(MONDAY).exists()

    def test_two_kelurahan_share_a_name_twice(self, office):
        cases = with_number(office, edges.SAME_NAME, Case)
        places = cases.values_list("children__subdistrict__name", "district__name")
        assert sorted(places) == [
            ("Mangunharjo", "Tembalang"),
            ("Mangunharjo", "Tugu"),
            ("Purwosari", "Mijen"),
            ("Purwosari", "Semarang Utara"),
        ]
