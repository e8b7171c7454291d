"""Forgets what this process keeps when an editor changes it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from cop.pages.alive import forget_pages
from cop.pages.fresh import Fresh
from cop.pages.funding import current_funding
from cop.pages.models import Funding


@receiver([post_save, post_delete], sender=Funding)
def forget_funding(**kwargs: Any) -> None:
    current_funding.forget()


@receiver([page_published, page_unpublished])
@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver(post_delete, sender=Page)
def look_again(**kwargs: Any) -> None:
    forget_pages()


@receiver([post_save, post_delete], sender=Locale)
def forget_everything(**kwargs: Any) -> None:
    Fresh.forget_all()
