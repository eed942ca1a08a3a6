import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template

PAGE = """{% load crispy_forms_filters ui %}{% error_prefix form %}|
{% include "ui/error_summary.html" %}{{ form|crispy }}"""


class ReportForm(forms.Form):
    district = forms.ChoiceField(
        label="Kecamatan",
        choices=[("", "Pilih kecamatan"), ("t", "Tugu")],
        error_messages={"required": "Pilih kecamatan"},
    )
    place = forms.CharField(label="Patokan", help_text="Contoh: pasar.")
    notes = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)
    still = forms.ChoiceField(
        label="Masih di sana?",
        choices=[("y", "Ya"), ("n", "Tidak")],
        widget=forms.RadioSelect,
        help_text="Menurut Anda.",
        error_messages={"required": "Pilih ya atau tidak"},
    )
    needs = forms.MultipleChoiceField(
        label="Kebutuhan",
        required=False,
        choices=[("f", "Makanan"), ("h", "Rumah")],
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.BooleanField(label="Sudah membaca")
    secret = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        if self.data.get("place") == "bulan":
            raise forms.ValidationError("Di luar kota")


def page(data=None):
    form = ReportForm(data)
    return BeautifulSoup(Template(PAGE).render(Context({"form": form})), "html.parser")


def order_of(field_box):
    return [
        tag.name for tag in field_box.find_all(["label", "div", "p", "input", "select", "textarea"])
    ]


def test_hint_and_error_stand_between_label_and_control():
    assert order_of(page({}).find(id="div_id_place")) == ["label", "div", "p", "input"]


def test_a_control_points_to_its_hint_and_its_error():
    place = page({}).find(id="id_place")

    assert place["aria-describedby"] == "id_place_helptext id_place_error"
    assert place["aria-invalid"] == "true"
    assert page({}).find(id="id_place_error")
    assert page({}).find(id="id_place_helptext").text == "Contoh: pasar."


def test_only_what_may_be_left_empty_is_marked():
    optional = [
        mark.parent.get_text(" ", strip=True) for mark in page().find_all(class_="optional")
    ]

    assert optional == ["Catatan (opsional)", "Kebutuhan (opsional)"]


def test_choices_are_a_fieldset_with_a_legend():
    group = page({"still": "n"}).find(id="div_id_still").fieldset
    chosen = [option["value"] for option in group.find_all("input") if option.has_attr("checked")]

    assert group.legend.text.strip() == "Masih di sana?"
    assert group["aria-describedby"] == "id_still_helptext"
    assert chosen == ["n"]
    assert all(option.has_attr("required") for option in group.find_all("input"))


def test_several_choices_may_be_ticked():
    boxes = page({"needs": ["f", "h"]}).find(id="div_id_needs").find_all("input")

    assert [box.has_attr("checked") for box in boxes] == [True, True]
    assert {box["type"] for box in boxes} == {"checkbox"}


def test_the_summary_leads_to_controls_that_exist():
    refused = page({"place": "bulan"})
    links = refused.find(id="error-summary").find_all("a")

    assert [link.text for link in links][:1] == ["Di luar kota"]
    assert "#id_still_0" in [link["href"] for link in links]
    assert all(refused.find(id=link["href"][1:]) for link in links)


def test_the_same_sentence_stands_in_the_summary_and_at_the_field():
    refused = page({})

    assert "Pilih kecamatan" in refused.find(id="error-summary").text
    assert "Pilih kecamatan" in refused.find(id="id_district_error").text


@pytest.mark.parametrize(("data", "prefix"), [(None, ""), ({}, "Galat: ")])
def test_the_title_says_when_something_is_wrong(data, prefix):
    assert page(data).text.split("|")[0] == prefix


def test_a_form_without_errors_has_no_summary():
    assert page().find(id="error-summary") is None


def test_a_formset_has_a_summary_too():
    many = forms.formset_factory(ReportForm, extra=0, min_num=1, validate_min=True)
    formset = many({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-place": "x"})
    html = Template('{% load ui %}{% include "ui/error_summary.html" %}').render(
        Context({"form": formset})
    )

    assert 'href="#id_form-0-district"' in html
