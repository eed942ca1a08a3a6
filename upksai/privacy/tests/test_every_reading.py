"""Every page that opens something leaves one row, and no row means no page."""

import uuid

import pytest
import time_machine
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.test import RequestFactory

from cases.models import Child
from cases.tests.factories import open_case
from upksai.accounts.tests.factories import show_names
from upksai.privacy import audit, reading
from upksai.privacy.middleware import EveryReadingRemembered
from upksai.privacy.models import AuditEntry, AuditHead


@pytest.fixture(autouse=True)
def _today(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def case(worker, head, now):
    return open_case(worker=worker, head=head, at=now)


def shown(view, user, method="get"):
    """The answer of a page, made as Django makes it."""

    def get_response(request):
        middleware.process_view(request, view, (), {})
        try:
            return view(request)
        except Http404 as missing:
            middleware.process_exception(request, missing)
            return HttpResponse(status=404)

    middleware = EveryReadingRemembered(get_response)
    request = getattr(RequestFactory(), method)("/petugas/")
    request.user = user
    return middleware(request)


def name_of_a_child():
    return Child.objects.first().full_name


def opening(answer):
    """A page that opens a name of the case it says it is about."""

    def view(request):
        reading.about("case", record=uuid.UUID(int=7), part="profile", ground="assigned")
        name_of_a_child()
        return answer

    return view


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_leaves_one_row_with_the_fields_it_opened(case, worker, now, method):
    shown(opening(HttpResponse("ada")), worker, method)

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.kind, entry.at) == (worker, "read", "case", now)
    assert (entry.record, entry.part, entry.ground) == (uuid.UUID(int=7), "profile", "assigned")
    assert entry.fields == "cases.child.full_name"


def test_each_part_of_a_file_sent_in_ranges_leaves_its_row(case, worker):
    for _range in range(3):
        shown(opening(StreamingHttpResponse(iter([b"x"]), status=206)), worker)

    assert AuditEntry.objects.count() == 3


def test_being_sent_elsewhere_leaves_none(case, worker):
    shown(opening(HttpResponseRedirect("/")), worker)

    assert not AuditEntry.objects.exists()


def test_what_does_not_exist_leaves_none(case, worker):
    def view(request):
        reading.about("case", record=case.pk)
        raise Http404

    assert shown(view, worker).status_code == 404
    assert not AuditEntry.objects.exists()


def test_what_a_page_wrote_before_it_failed_is_taken_back(case, worker):
    def view(request):
        worker.full_name = "Nama Baru"
        worker.save()
        raise Http404

    shown(view, worker)

    worker.refresh_from_db()
    assert worker.full_name != "Nama Baru"


def test_a_form_that_is_shown_again_leaves_one(case, worker):
    shown(opening(HttpResponse("salah")), worker, "post")

    assert AuditEntry.objects.count() == 1


def test_a_page_that_says_not_whose_values_it_opens_is_refused(case, worker):
    def view(request):
        return HttpResponse(name_of_a_child())

    with pytest.raises(reading.NothingDeclared, match=r"cases\.child\.full_name"):
        shown(view, worker)


def test_a_list_leaves_a_row_only_if_it_opened_something(case, worker):
    def view(request):
        reading.listing("cases")
        return HttpResponse(name_of_a_child() if request.method == "POST" else "")

    shown(view, worker)
    assert not AuditEntry.objects.exists()
    shown(view, worker, "post")
    assert AuditEntry.objects.get().part == "cases"


def test_without_a_row_there_is_no_page_and_nothing_is_kept(case, worker, monkeypatch, client):
    def fails(*args):
        raise OSError("keys are gone")

    monkeypatch.setattr(audit.chain, "link", fails)
    client.force_login(worker)
    client.raise_request_exception = False

    answer = client.get(case.get_absolute_url())

    assert answer.status_code == 500
    assert case.pseudonym not in answer.content.decode()
    assert not AuditHead.objects.filter(seq__gt=0).exists()


def test_a_real_page_leaves_exactly_one_row(case, worker, client):
    client.force_login(worker)
    show_names(case, worker)
    before = AuditEntry.objects.count()

    assert client.get(f"{case.get_absolute_url()}profil/").status_code == 200

    assert AuditEntry.objects.count() == before + 1
    entry = AuditEntry.objects.latest("seq")
    assert (entry.record, entry.case_id, entry.part) == (case.pk, case.pk, "profile")
    assert "cases.child.full_name" in entry.fields.split()


def test_a_colleague_s_404_leaves_no_row(case, other_worker, client):
    client.force_login(other_worker)

    assert client.get(case.get_absolute_url()).status_code == 404
    assert not AuditEntry.objects.exists()


def test_outside_a_page_a_reading_is_written_at_once(case, worker, now):
    audit.read(actor=worker, kind="case", record=case.pk, case=case.pk, at=now)

    assert AuditEntry.objects.get().record == case.pk


def test_a_search_leaves_a_row_without_its_words(case, worker, client):
    client.force_login(worker)

    client.post("/petugas/cari/", {"q": "Siti"})

    entry = AuditEntry.objects.get()
    assert entry.kind == "search"
    assert "siti" not in str(entry.__dict__).lower()


def test_a_visitor_without_an_account_leaves_no_row(client):
    assert client.get("/lapor/").status_code == 200
    assert not AuditEntry.objects.exists()
