import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django_tasks_db.models import DBTaskResult
from wagtail.models import GroupPagePermission, Locale, Page, Site

from cop.pages.models import ContentPage, HomePage, IndexPage, SectionPage
from cop.pages.services.setup import set_up_site, write_default_texts

LANGUAGES = list(dict(settings.LANGUAGES))


def test_setup_makes_the_same_pages_in_every_language(site):
    slugs = {
        code: sorted(
            Page.objects.filter(locale__language_code=code, depth__gt=2).values_list("slug", flat=True)
        )
        for code in LANGUAGES
    }

    everywhere = "about accessibility calls collaboration communication contact cooperation events news privacy scenarios sharing"
    assert set(map(tuple, slugs.values())) == {tuple(everywhere.split())}


def test_setup_twice_makes_nothing_new_and_keeps_what_editors_wrote(site):
    ContentPage.objects.filter(slug="about").update(title="Ours")
    before = Page.objects.count()

    made = set_up_site()

    assert (made, Page.objects.count()) == (0, before)
    assert set(ContentPage.objects.filter(slug="about").values_list("title", flat=True)) == {"Ours"}


def test_setup_makes_again_what_the_footer_links_to(site):
    ContentPage.objects.get(slug="contact", locale__language_code="it").delete()

    assert set_up_site() == 1


def test_setup_queues_no_task_for_its_pages(site):
    assert DBTaskResult.objects.exclude(task_path="search.tasks.drain_outbox").count() == 0


def test_translations_share_a_key(site):
    keys = {model: set(model.objects.values_list("translation_key", flat=True)) for model in (HomePage,)}

    assert {model: len(found) for model, found in keys.items()} == {HomePage: 1}
    assert HomePage.objects.count() == Locale.objects.count() == len(LANGUAGES)


def test_the_site_stands_at_the_address_of_the_settings(site, settings):
    settings.SITE_URL = "https://cop.example.org"

    set_up_site()

    found = Site.objects.get()
    assert (found.hostname, found.port, found.root_page.specific) == (
        "cop.example.org",
        443,
        HomePage.objects.get(locale__language_code="en"),
    )


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_editors_may_edit_the_pages_of_every_language(site, role):
    group = Group.objects.get(name=role)

    rights = GroupPagePermission.objects.filter(group=group).values_list(
        "page__depth", "permission__codename"
    )

    assert set(rights) == {
        (1, codename)
        for codename in (
            "add_page",
            "change_page",
            "publish_page",
            "bulk_delete_page",
            "lock_page",
            "unlock_page",
        )
    }
    assert group.permissions.filter(codename="access_admin").exists()
    assert group.permissions.filter(codename="change_funding").exists()


def test_every_section_and_list_exists_once_a_language(site):
    assert sorted(
        SectionPage.objects.filter(locale__language_code="el").values_list("key", flat=True)
    ) == sorted(SectionPage.Key.values)
    assert sorted(
        IndexPage.objects.filter(locale__language_code="el").values_list("kind", flat=True)
    ) == sorted(IndexPage.Kind.values)


def test_first_words_come_back_unless_an_editor_has_written_others(site):
    ContentPage.objects.filter(slug="about").update(title="Of the demo")
    edited = ContentPage.objects.get(slug="privacy", locale__language_code="en")
    edited.title = "Our own notice"
    edited.save_revision().publish()

    write_default_texts()

    assert not ContentPage.objects.filter(title="Of the demo").exists()
    assert ContentPage.objects.get(pk=edited.pk).title == "Our own notice"
