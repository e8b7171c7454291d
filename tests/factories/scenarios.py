import json

import factory
from wagtail.models import Locale, Page, Site

from scenarios.models import ScenarioIndexPage, ScenarioPage


def scenario_index() -> ScenarioIndexPage:
    """The English list of scenarios at /en/communication/scenarios/, made when it is not there."""
    found = ScenarioIndexPage.objects.first()
    if found:
        return found
    locale = Locale.objects.get_or_create(language_code="en")[0]
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    home = root.add_child(instance=Page(title="Home", slug="start", locale=locale))
    section = home.add_child(instance=Page(title="Communication", slug="communication", locale=locale))
    index = section.add_child(instance=ScenarioIndexPage(title="Scenarios", slug="scenarios", locale=locale))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    return index


class ScenarioFactory(factory.Factory):
    """A published English scenario."""

    class Meta:
        model = ScenarioPage

    title = factory.Sequence(lambda n: f"2035, picture {n}")
    slug = factory.Sequence(lambda n: f"picture-{n}")
    lede = "What if every machine corrects its user?"
    horizon = 2035
    narrative = json.dumps([{"type": "paragraph", "value": "<p>The apprentice puts the torch down.</p>"}])
    drivers = json.dumps([{"type": "driver", "value": {"name": "Cheap sensors", "note": "Certain."}}])

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        index = scenario_index()
        return index.add_child(instance=model_class(locale=index.locale, **kwargs))
