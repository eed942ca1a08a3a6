"""The pages on which steps are taken, with a case as the record."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cases.choices import CaseState
from cases.tests.factories import case_in, open_case
from cases.workflow import HANDLING
from upksai.workflow import docs


def page_of(case, name):
    return reverse("cases:step", args=[case.pk, name])


@pytest.fixture
def in_review(client, worker, head):
    client.force_login(head)
    return case_in(CaseState.PLAN_REVIEW, worker=worker, head=head)


def test_a_step_is_taken_and_the_person_told_what_is_next(client, in_review):
    page = client.post(
        page_of(in_review, "approve_plan"), {"version": in_review.version}, follow=True
    ).content.decode()

    assert "Rencana disetujui." in page
    assert "Berikutnya: Jalankan rencana, lalu lanjut ke monitoring." in page


def test_the_page_says_from_where_to_where(client, in_review):
    page = client.get(page_of(in_review, "approve_plan")).content.decode()

    assert "Status “Rencana menunggu persetujuan” menjadi “Intervensi”." in page
    assert str(in_review) in page
    assert page.count("btn-primary") == 1


def test_a_second_click_is_told_that_it_is_saved(client, in_review):
    seen = {"version": in_review.version}
    client.post(page_of(in_review, "approve_plan"), seen)

    page = client.post(page_of(in_review, "approve_plan"), seen, follow=True).content.decode()

    assert "“Setujui rencana” sudah tersimpan." in page
    assert in_review.steps.filter(name="approve_plan").count() == 1


def test_a_stale_page_keeps_what_was_typed_and_may_be_sent_again(client, in_review, head, worker):
    from upksai.accounts.tests.factories import UserFactory

    seen = in_review.version
    client.post(page_of(in_review, "return_plan"), {"version": seen, "note": "Kurang lengkap."})
    client.force_login(UserFactory(role="head"))

    answer = client.post(
        page_of(in_review, "return_plan"), {"version": seen, "note": "Tambahkan akta."}
    )

    page = answer.content.decode()
    assert f"{head.full_name} sudah mengubah catatan ini" in page
    assert "Tambahkan akta." in page
    assert answer.context["form"]["version"].value() == str(seen + 1)


def test_a_step_without_its_reason_is_asked_for_it(client, in_review):
    page = client.post(
        page_of(in_review, "return_plan"), {"version": in_review.version}
    ).content.decode()

    assert "<title>Galat: " in page
    assert "Tulis alasannya." in page
    in_review.refresh_from_db()
    assert in_review.state == CaseState.PLAN_REVIEW


def test_a_step_of_the_past_leads_back_to_the_record(client, in_review, worker):
    client.force_login(worker)

    answer = client.get(page_of(in_review, "start_assessment"))

    assert answer.status_code == 302
    assert answer.url == in_review.get_absolute_url()


def test_a_step_of_another_role_or_another_sop_is_not_there(client, in_review, worker):
    assert client.get(page_of(in_review, "submit_plan")).status_code == 404
    assert client.get(page_of(in_review, "fly")).status_code == 404
    client.force_login(worker)
    assert client.get(page_of(in_review, "approve_plan")).status_code == 404


def test_what_still_stands_in_the_way_is_told_before_anybody_types(client, worker):
    case = open_case(worker=worker)
    client.force_login(worker)

    page = client.get(page_of(case, "start_assessment")).content.decode()

    assert "Yang masih perlu dibereskan:" in page
    assert "Persetujuan layanan atau dasar pemrosesan lain belum dicatat." in page


def test_a_drastic_step_warns_and_is_red(client, worker, head):
    case = case_in(CaseState.CLOSURE_REVIEW, worker=worker, head=head)
    client.force_login(head)

    page = client.get(page_of(case, "close")).content.decode()

    assert "note-danger" in page
    assert "btn-danger" in page
    assert "btn-primary" not in page


def test_the_same_facts_are_asked_for_as_the_sop_names(client, worker):
    case = case_in(CaseState.ASSESSMENT, worker=worker)
    client.force_login(worker)

    fields = client.get(page_of(case, "finish_assessment")).context["form"].fields

    assert set(fields) == {"risk_level", "ppks_category", "special_protection", "note", "version"}
    assert fields["risk_level"].required
    assert not fields["special_protection"].required


def test_every_sop_is_written_out_for_people():
    from cases.models import Case

    page = docs.render(HANDLING, Case)

    assert page.startswith("<!-- Dibuat oleh")
    assert "# SOP Penanganan Kasus" in page
    assert "stateDiagram-v2" in page
    assert "| Setujui rencana | Rencana menunggu persetujuan | Intervensi | Ketua UPKSAI |" in page
    assert "4 jam" in page


def test_docs_that_differ_from_the_code_fail_the_check(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs" / "sop").mkdir(parents=True)
    (tmp_path / "docs" / "sop" / "old.md").write_text("lama")
    with pytest.raises(CommandError, match="berbeda dari kode"):
        call_command("render_sops", check=True)

    call_command("render_sops")

    assert not (tmp_path / "docs" / "sop" / "old.md").exists()
    assert (tmp_path / "docs" / "sop" / "case-handling.md").exists()
    call_command("render_sops", check=True)
