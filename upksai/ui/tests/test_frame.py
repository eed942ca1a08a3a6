from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from upksai.ui import views
from upksai.ui.finders import FRAMEWORK, TYPEFACE, FrameworkFinder, TypefaceFinder
from upksai.ui.menu import Group, Item, placed_groups, placed_items
from upksai.ui.middleware import guarded

TEXTS = ["landing", "about", "privacy", "contact", "accessibility"]


@pytest.mark.parametrize("name", TEXTS)
def test_anyone_can_read_the_public_texts(client, name):
    page = client.get(reverse(f"public:{name}"))
    html = BeautifulSoup(page.content, "html.parser")

    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert len(html.find_all("h1")) == 1
    assert html.title.text.endswith("UPKSAI Kota Semarang")


@pytest.mark.parametrize("name", TEXTS)
def test_a_page_carries_nothing_that_a_strict_policy_forbids(client, name):
    html = BeautifulSoup(client.get(reverse(f"public:{name}")).content, "html.parser")

    assert not html.find_all(style=True)
    assert not html.find_all("style")
    assert not [script for script in html.find_all("script") if not script.get("src")]
    assert not html.find_all(src=lambda address: address and address.startswith(("data:", "http")))


def test_only_the_pages_of_a_report_have_the_quick_exit(client):
    assert b"data-quick-exit" in client.get(reverse("public:landing")).content
    assert b"data-quick-exit" not in client.get(reverse("public:about")).content


def test_the_banner_shows_on_invented_data_only(client, settings):
    assert b"DATA CONTOH" not in client.get("/").content
    settings.DEMO = True
    assert b"DATA CONTOH" in client.get("/").content


def test_what_is_missing_is_answered_alike_for_everyone(client):
    one, other = client.get("/kasus/tidak-ada/x"), client.get("/begitu-juga/ini")

    assert one.status_code == other.status_code == 404
    assert one.content == other.content


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (views.not_found, 404),
        (views.not_allowed, 403),
        (views.form_expired, 403),
        (views.too_many, 429),
        (views.bad_request, 400),
        (views.went_wrong, 500),
    ],
)
def test_pages_for_trouble_ask_no_database(view, status, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = view(RequestFactory().get("/"))

    assert page.status_code == status
    assert b"112" in page.content


def test_an_error_page_shows_the_code_that_the_log_will_have():
    request = RequestFactory().get("/")
    page = views.went_wrong(request)

    assert request.reference in page.content.decode()


def test_a_page_may_set_its_own_cache_header():
    cached = HttpResponse(headers={"Cache-Control": "private"})

    assert guarded(lambda request: cached)(None)["Cache-Control"] == "private"


GROUPS = [
    Group("Kerja", [Item("public:landing", "house", "Awal"), Item("public:about", "info", "Isi")]),
    Group("Kosong", [Item("no:such_page", "house", "Belum ada")]),
]


def test_the_menu_marks_the_nearest_page_above():
    sections = placed_groups(GROUPS, "/layanan/rinci/", AnonymousUser())

    assert [(entry.label, entry.current) for entry in sections[0].items] == [
        ("Awal", ""),
        ("Isi", "true"),
    ]


def test_an_entry_without_a_page_is_left_out():
    assert [section.label for section in placed_groups(GROUPS, "/", None)] == ["Kerja"]


def test_the_entry_of_the_page_itself_is_the_current_page():
    assert placed_items(GROUPS[0].items, "/layanan/", None)[1].current == "page"
    assert placed_items(GROUPS[0].items, "/", None)[0].current == "page"


def test_an_exact_entry_does_not_stand_for_the_pages_below():
    items = [Item("public:about", "info", "Isi", exact=True)]

    assert placed_items(items, "/layanan/rinci/", None)[0].current == ""


def test_a_count_is_asked_only_when_it_is_drawn():
    asked = []
    items = [Item("public:about", "info", "Isi", count=lambda user: asked.append(user) or 3)]
    entry = placed_items(items, "/", "Ratna")[0]

    assert not asked
    assert (entry.count, entry.count) == (3, 3)
    assert asked == ["Ratna"]


def test_the_typeface_is_cut_once_and_found(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    finder = TypefaceFinder()
    [(path, storage)] = finder.list([])

    assert path == TYPEFACE
    assert Path(storage.path(path)).read_bytes()[:4] == b"wOF2"
    assert storage.size(path) < 40_000
    assert finder.find(TYPEFACE) == storage.path(path)
    assert finder.find(TYPEFACE, find_all=True) == [storage.path(path)]
    assert list(finder.list(["*.woff2"])) == []
    assert not finder.find("css/app.css")


def test_the_framework_brings_no_picture_that_the_browser_would_be_refused(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    found = Path(FrameworkFinder().find(FRAMEWORK)).read_text()

    assert "data:" not in found
    assert ".form-select" in found
