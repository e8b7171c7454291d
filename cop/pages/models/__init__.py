"""Page types of the editors, and the funding of the site."""

from cop.pages.models.content import ArticlePage, CallPage, ContentPage, EventPage, IndexPage
from cop.pages.models.fields import CodesField
from cop.pages.models.funding import Funding
from cop.pages.models.landing import HomePage, SectionPage

__all__ = [
    "ArticlePage",
    "CallPage",
    "CodesField",
    "ContentPage",
    "EventPage",
    "Funding",
    "HomePage",
    "IndexPage",
    "SectionPage",
]
