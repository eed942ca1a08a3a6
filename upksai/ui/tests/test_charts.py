from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upksai.ui import charts

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
WORDS = {"title": "Pengaduan", "desc": "Pengaduan per bulan"}


def parsed(svg):
    whole = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ElementTree.fromstring(whole)  # noqa: S314 -- our own drawing


def words_of(svg):
    return [text.text for text in parsed(svg).iter(f"{SVG}text")]


def test_every_column_has_its_value_written_on_it():
    svg = charts.columns(MONTHS[:3], [4, 0, 12], **WORDS)

    assert {"4", "0", "12", "Jan", "Feb", "Mar"} <= set(words_of(svg))
    assert len(list(parsed(svg).iter(f"{SVG}rect"))) == 3


def test_a_chart_breaks_no_strict_policy():
    svg = charts.columns(MONTHS, range(12), links=["?m=1"] * 12, **WORDS)

    assert not {"style=", "<style", "<script", "onclick"} & set(svg.split())
    assert "style" not in svg


def test_a_chart_has_a_name_and_a_description():
    root = parsed(charts.columns(MONTHS[:2], [1, 2], **WORDS))

    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").get("id") == root.get("aria-labelledby")
    assert root.find(f"{SVG}desc").get("id") == root.get("aria-describedby")


def test_the_same_chart_is_the_same_twice_and_another_has_other_ids():
    once, again = (charts.columns(MONTHS[:2], [1, 2], **WORDS) for _ in range(2))
    other = charts.columns(MONTHS[:2], [1, 3], **WORDS)

    assert once == again
    assert parsed(once).get("aria-labelledby") != parsed(other).get("aria-labelledby")


def test_words_in_a_chart_are_escaped():
    svg = charts.columns(["<b>"], [1], title="<script>", desc='"&', links=['?a="><script>'])

    assert "<script" not in svg
    assert "<b>" not in svg


def test_columns_can_be_links_with_names():
    svg = charts.columns(["Jan", "Feb"], [3, 4], links=["/kasus/?m=1", None], **WORDS)
    links = list(parsed(svg).iter(f"{SVG}a"))

    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("/kasus/?m=1", "Jan: 3")
    ]
    assert parsed(svg).get("role") == "group"


def test_a_link_to_another_place_is_no_link():
    assert "<a " not in charts.columns(["Jan"], [3], links=["javascript:alert(1)"], **WORDS)


@pytest.mark.parametrize("values", [[], [None, None]])
def test_without_data_a_chart_says_so(values):
    assert "Belum ada data" in words_of(charts.columns(MONTHS[: len(values)], values, **WORDS))
    assert "Belum ada data" in words_of(charts.pace(MONTHS, values, 12, **WORDS))


def test_a_month_without_a_figure_is_left_out():
    svg = charts.columns(["Jan", "Feb"], [None, 2], **WORDS)

    assert len(list(parsed(svg).iter(f"{SVG}rect"))) == 1


def test_the_pace_shows_the_target_and_the_last_value():
    svg = charts.pace(MONTHS, [1, 2, 2, 5], 12, **WORDS)

    assert {"Target 12", "5"} <= set(words_of(svg))


def test_without_a_target_there_is_no_target_line():
    assert "Target" not in charts.pace(["Jan"], [0], 0, **WORDS)


def test_many_large_columns_stay_inside_the_picture():
    labels = [str(year) for year in range(2000, 2040)]
    svg = charts.columns(labels, [value * 12_345 for value in range(40)], **WORDS)

    assert all(0 <= float(text.get("x")) <= 400 for text in parsed(svg).iter(f"{SVG}text"))
    assert len(words_of(svg)) < 40


@given(st.floats(min_value=0, max_value=1e12, allow_nan=False))
def test_ticks_start_at_zero_and_reach_the_top(top):
    ticks = charts.nice_ticks(top)

    assert ticks[0] == 0
    assert ticks[-1] >= top * 0.999
    assert 2 <= len(ticks) <= 7


@pytest.mark.parametrize(
    ("top", "ticks"),
    [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (8, [0, 2, 4, 6, 8]), (12, [0, 3, 6, 9, 12])],
)
def test_small_counts_have_whole_ticks(top, ticks):
    assert charts.nice_ticks(top) == ticks


@pytest.mark.parametrize(("percent", "width"), [(50, "50"), (0, "0"), (145.8, "100"), (-3, "0")])
def test_a_bar_never_leaves_its_track(percent, width):
    assert f'width="{width}" height="6" fill="#0f5f66"' in charts.bar(percent)


def test_a_bar_can_mark_a_target():
    assert charts.bar(50, mark=100).count("<rect") == 3
