from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.db import transaction
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.documents import urls as wagtaildocs_urls

from cop.core.views import nothing_here
from cop.health import healthz, readyz
from cop.members.views.account import activate_app
from cop.pages import views as pages
from cop.pages.sitemaps import SITEMAPS

SECTIONS = ("communication", "sharing", "collaboration", "cooperation")

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    # One door: the editors' desk sends to the members' sign-in, with its second factor and limits.
    path("cms/login/", pages.desk_door),
    # People and their roles have pages of their own, with policies the desk knows nothing of.
    re_path(r"^cms/(?:users|groups|bulk/members)/", nothing_here),
    path("cms/account/", RedirectView.as_view(pattern_name="members:settings")),
    # Wagtail saves a restriction without a transaction; what search notes of it belongs into one.
    path(
        "cms/pages/<int:page_id>/privacy/", require_admin_access(transaction.atomic(SetPrivacyView.as_view()))
    ),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", pages.picture, name="picture"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("cop.demo.urls")))

urlpatterns += i18n_patterns(
    path("account/2fa/totp/activate/", activate_app, name="mfa_activate_totp"),
    path("account/", include("allauth.urls")),
    path("members/", include("cop.members.urls")),
    path("communication/", include("forums.urls")),
    path("communication/scenarios/", include("scenarios.urls")),
    path("sharing/resources/", include("repository.urls.resources")),
    path("cooperation/practices/", include("repository.urls.practices")),
    path("collaboration/", include("rooms.urls")),
    path("search/", include("search.urls")),
    path("style-guide/", pages.style_guide, name="style_guide"),
    path("style-guide/<slug:part>/", pages.style_guide, name="style_guide_part"),
    path("", pages.home, name="home"),
    *(path(f"{section}/", pages.section, {"key": section}, name=section) for section in SECTIONS),
    path("_util/login/", pages.desk_door),
    path("", include(wagtail_urls)),
)
handler403 = "cop.core.views.no_right"
handler429 = "cop.members.http.too_many_requests"
