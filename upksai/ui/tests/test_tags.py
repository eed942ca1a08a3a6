import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory

from upksai.ui.templatetags import ui
from upksai.ui.templatetags.ui import icon


def rendered(source, query="", **context):
    request = RequestFactory().get(f"/kasus/{query}")
    template = Template("{% load ui %}" + source)
    return template.render(Context({"request": request, **context})).strip()


def test_every_icon_named_in_a_template_exists():
    named = {
        name
        for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text())
    }

    assert len(named) > 10
    assert all(icon(name).startswith("<svg") for name in named)


def test_an_icon_is_decoration():
    drawn = icon("house")

    assert 'class="icon"' in drawn
    assert 'aria-hidden="true"' in drawn
    assert 'viewBox="0 0 24 24"' in drawn
    assert "style" not in drawn


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        icon("no-such-icon")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ratna Wulandari", "RW"), ("Slamet", "S"), ("Sri Dewi Ayu", "SA"), ("", ""), (None, "")],
)
def test_initials_are_the_first_and_the_last_name(name, letters):
    assert ui.initials(name) == letters


def test_a_link_changes_one_value_of_the_query_and_returns_to_the_first_page():
    assert (
        rendered('{% query_with stage="plan" %}', "?q=a&stage=x&after=c") == "?q=a&amp;stage=plan"
    )
    assert rendered("{% query_with stage=None %}", "?q=a&stage=x") == "?q=a"
    assert rendered("{% query_with stage=None %}", "?stage=x&before=b") == "?"


def test_a_link_takes_out_one_of_several_values():
    assert rendered('{% query_without "d" "b" %}', "?d=a&d=b&q=1") == "?d=a&amp;q=1"
    assert rendered('{% query_without "d" %}', "?d=a&d=b") == "?"


def test_a_query_cannot_break_out_of_the_address():
    assert '"' not in rendered("{% query_with a=1 %}", "?q=%22%3E%3Cscript%3E")


@pytest.mark.parametrize(
    ("query", "sorted_as", "href"),
    [
        ("", "ascending", "?sort=-due"),
        ("?sort=-due", "descending", "?sort=due"),
        ("?sort=name", None, "?sort=due"),
    ],
)
def test_a_heading_sorts_and_turns_round(query, sorted_as, href):
    html = rendered('{% sort_header "due" "Tenggat" default="due" %}', query)

    assert f'href="{href}"' in html
    assert (f'aria-sort="{sorted_as}"' in html) == bool(sorted_as)


def test_a_deadline_shows_its_date_too():
    now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    html = rendered("{% due when now %}", when=dt.date(2026, 11, 21), now=now)

    assert "tag-danger" in html
    assert "Terlambat 2 hari" in html
    assert '<time datetime="2026-11-21">21 Nov 2026</time>' in html


def test_without_a_deadline_that_is_said():
    assert "Tanpa tenggat" in rendered("{% due when %}", when=None)


def test_a_moment_is_marked_up_for_machines():
    html = rendered('{% time_tag when "short_date" %}', when=dt.date(2026, 11, 21))

    assert html == '<time datetime="2026-11-21">21 Nov 2026</time>'
    assert rendered("{% time_tag when %}", when=None) == ""


def test_a_bar_is_a_part_of_the_largest_value():
    assert 'width="40"' in rendered("{% bar_cell 4 10 mark=8 %}")
    assert 'width="0"' in rendered("{% bar_cell None 0 %}")


def test_charts_can_be_drawn_in_a_template():
    html = rendered(
        '{% columns_chart labels values title="T" desc="D" %}'
        '{% pace_chart labels values 3 title="T" desc="D" %}',
        labels=["Jan"],
        values=[1],
    )

    assert html.count("<svg") == 2


def test_the_pager_shows_only_the_neighbours_that_exist():
    page = SimpleNamespace(first_query="", previous_query="", next_query="?after=x")
    html = rendered('{% include "ui/pager.html" %}', page=page)

    assert "Berikutnya" in html
    assert "Sebelumnya" not in html
