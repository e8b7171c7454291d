"""Forms in the dress of the design system, as a screen reader and a keyboard find them."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string

GROUPS = (
    "forms/field.html",
    "forums/_themes.html",
    "members/_themes.html",
    "practices/_field.html",
    "resources/_languages.html",
    "resources/_licence_options.html",
    "resources/_themes.html",
    "scenarios/_scale.html",
)


class WaysForm(forms.Form):
    ways = forms.MultipleChoiceField(
        label="Ways of learning",
        help_text="At least two.",
        choices=[("peer", "Between learners")],
        widget=forms.CheckboxSelectMultiple,
    )


@pytest.mark.parametrize("template", GROUPS)
def test_the_error_of_a_group_is_said_with_it_and_its_summary_leads_to_it(template):
    form = WaysForm({})
    summary = BeautifulSoup(
        render_to_string("components/form_errors.html", {"form": form}), "html.parser"
    ).a["href"]  # fmt: skip

    page = BeautifulSoup(render_to_string(template, {"field": form["ways"]}), "html.parser")

    group = page.find(id=summary.removeprefix("#"))
    said = group["aria-describedby"].split()
    assert (group.name, group["tabindex"]) == ("fieldset", "-1")
    assert "This field is required." in page.find(id=said[-1]).get_text()


@pytest.mark.parametrize("template", ["forms/field.html", "forums/_themes.html", "practices/_field.html"])
def test_the_help_of_a_group_is_said_with_it(template):
    page = BeautifulSoup(render_to_string(template, {"field": WaysForm()["ways"]}), "html.parser")

    assert page.find(id=page.fieldset["aria-describedby"]).get_text() == "At least two."


def test_a_group_without_help_and_errors_is_described_by_nothing():
    form = WaysForm({"ways": ["peer"]})
    form.fields["ways"].help_text = ""

    assert "aria-describedby" not in str(form)
