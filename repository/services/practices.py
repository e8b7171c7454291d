"""Writing, proposing, deciding on and withdrawing good practices."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cop.core.errors import DomainError, RuleError
from cop.core.policies import require
from cop.core.richtext import BODY_MAX_LENGTH, render_markdown
from repository.models import (
    Indicator,
    Practice,
    PracticeChange,
    PracticeDecision,
    TransferableElement,
)
from repository.policies import (
    can_decide,
    can_discard_practice,
    can_edit_practice,
    can_propose,
    can_submit_practice,
    can_withdraw_practice,
)
from repository.services.practice_rules import TEXTS, check_practice, check_stored, direction_of
from repository.services.resources import organisations_of
from repository.signals import practice_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from cop.members.models import Member, Organisation
    from cop.vocabulary.models import Theme
    from repository.models import Resource

TAGS_MOST = 12
FIELDS = ("title", *TEXTS, "conclusion_on", "language", "country", "organisation")
WRITTEN = ("title", *TEXTS, "conclusion_on", "themes", "tags")  # the rest a new form fills in by itself


class PracticeTexts(TypedDict):
    """What the author writes: Markdown but for the title, `language` BCP 47, `country` ISO 3166-1.

    Everything but the language may still be empty in a draft.
    """

    title: str
    summary: str
    context: str
    what_was_done: str
    conclusion: str
    conclusion_on: str
    language: str
    country: str
    organisation: Organisation | None
    themes: Sequence[Theme]
    tags: Sequence[str]


class PracticeChangedError(DomainError):
    """Somebody else saved the practice since this person opened it; `revision` is theirs."""

    message = _(
        "This practice was changed elsewhere since you opened it. Your text is kept below: open the "
        "practice in another tab, compare, and save again to replace what is there."
    )

    def __init__(self, revision: int) -> None:
        super().__init__()
        self.revision = revision


class SentBeforeError(DomainError):
    """The same form was sent before, with other words in it; `practice` is what it made then."""

    message = _(
        "This form was sent before, and the practice it made stays as it was. To change that one, open it; "
        "to keep what you see here as another practice, send it again."
    )

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self.practice = practice


class ReadBeforeChangeError(DomainError):
    """The author, or an editor, rewrote the practice since this editor read it."""

    message = _(
        "This practice was changed since you opened it. What is on this page is its new text, and your "
        "reasons are kept: read it again, then decide."
    )


class NothingWrittenError(DomainError):
    """A form without a word in it: there is nothing to keep."""

    message = _(
        "Nothing is written yet, so nothing was saved. Begin with what you have; a draft may have gaps."
    )


class AlreadyDecidedError(DomainError):
    message = _("This practice was decided on in the meantime, or taken back by its author.")


@transaction.atomic
def start_practice(
    *,
    author: Member,
    token: UUID,
    texts: PracticeTexts,
    indicators: Sequence[Indicator],
    elements: Sequence[TransferableElement],
    from_resource: Resource | None = None,
) -> Practice:
    """Keep a new draft, gaps and all, and return it.

    `token` is the form's: the same form sent twice leads to the practice of the first time. Raises
    SentBeforeError when it says something else now, PermissionDenied, NothingWrittenError, and
    RuleError for what is wrong rather than missing.
    """
    require(can_propose(author))
    if not (indicators or elements or any(texts[name] for name in WRITTEN)):  # type: ignore[literal-required]
        raise NothingWrittenError
    known = Practice.objects.select_for_update().filter(token=token).first()
    if known is None:
        practice = Practice(author=author, token=token, from_resource=from_resource)
        try:
            with transaction.atomic():
                _write(practice, texts, indicators, elements)
        except IntegrityError:  # the same form, sent twice at once
            known = Practice.objects.select_for_update().get(token=token)
        else:
            return practice
    require(known.author_id == author.pk)
    if not _says(known, texts, indicators, elements):
        raise SentBeforeError(known)
    return known


@transaction.atomic
def edit_practice(
    *,
    actor: Member,
    practice: Practice,
    revision: int,
    texts: PracticeTexts,
    indicators: Sequence[Indicator],
    elements: Sequence[TransferableElement],
) -> Practice:
    """Replace what is written in `practice`, with its indicators and elements.

    `revision` is the one `actor` opened; PracticeChangedError when it is no longer the latest.
    Who changes what is accepted is recorded, with the time.
    Raises PermissionDenied, and RuleError for what is wrong; once proposed, also for what is missing.
    """
    practice = _locked(practice)
    require(can_edit_practice(actor, practice))
    if practice.revision != revision:
        raise PracticeChangedError(practice.revision)
    practice.revision += 1
    _write(practice, texts, indicators, elements)
    if practice.is_accepted:
        PracticeChange.objects.create(
            practice=practice, by=actor, at=practice.updated_at, revision=practice.revision
        )
    return practice


@transaction.atomic
def propose_practice(*, actor: Member, practice: Practice) -> Practice:
    """Put a draft or returned practice before the editors.

    Raises PermissionDenied, and RuleError naming every field where rules R7 to R10 do not hold.
    Proposing what is proposed already does nothing.
    """
    practice = _locked(practice)
    if practice.is_proposed and practice.author_id == actor.pk:
        return practice
    require(can_submit_practice(actor, practice))
    check_stored(practice).refuse()
    practice.status = Practice.Status.PROPOSED
    practice.proposed_at = timezone.now()
    practice.save(update_fields=["status", "proposed_at"])
    practice_changed.send(sender=Practice, practice_id=practice.pk)
    return practice


def accept_practice(
    *, actor: Member, practice: Practice, revision: int, reasons: str, language: str
) -> PracticeDecision:
    """Accept a proposed practice: it is public from now on.

    `revision` is the one `actor` read; `reasons` is Markdown in `language` (BCP 47) and required.
    Raises PermissionDenied for the author, their organisation and who is not an editor;
    AlreadyDecidedError; ReadBeforeChangeError when there is a later revision; RuleError.
    """
    return _decide(actor, practice, PracticeDecision.Verdict.ACCEPTED, revision, reasons, language)


def return_practice(
    *, actor: Member, practice: Practice, revision: int, reasons: str, language: str
) -> PracticeDecision:
    """Give a proposed practice back to its author, who may mend and propose it again.

    Raises as `accept_practice` does.
    """
    return _decide(actor, practice, PracticeDecision.Verdict.RETURNED, revision, reasons, language)


@transaction.atomic
def withdraw_practice(
    *, actor: Member, practice: Practice, reasons: str, language: str
) -> PracticeDecision | None:
    """Take back what was proposed, returned or accepted; None when it was withdrawn before.

    One that was public leaves its title and the reasons behind. Raises PermissionDenied and, without
    reasons, RuleError.
    """
    practice = _locked(practice)
    if practice.is_withdrawn and practice.author_id == actor.pk:
        return None
    require(can_withdraw_practice(actor, practice))
    return _record(actor, practice, PracticeDecision.Verdict.WITHDRAWN, reasons, language)


@transaction.atomic
def discard_practice(*, actor: Member, practice: Practice) -> None:
    """Delete a draft for good. Raises PermissionDenied for anybody but its author."""
    practice = _locked(practice)
    require(can_discard_practice(actor, practice))
    pk = practice.pk
    practice.delete()
    practice_changed.send(sender=Practice, practice_id=pk)


def _says(
    practice: Practice,
    texts: PracticeTexts,
    indicators: Sequence[Indicator],
    elements: Sequence[TransferableElement],
) -> bool:
    """Whether `practice` is stored with exactly this; the case of tags does not count."""
    tags = {tag.casefold() for tag in texts["tags"][:TAGS_MOST]}
    return (
        all(getattr(practice, name) == texts[name] for name in FIELDS)  # type: ignore[literal-required]
        and set(practice.themes.all()) == set(texts["themes"])
        and {name.casefold() for name in practice.tags.names()} == tags
        and _columns(practice.indicators.all()) == _columns(indicators)
        and _columns(practice.elements.all()) == _columns(elements)
    )


def _columns(rows: Iterable[Indicator] | Iterable[TransferableElement]) -> list[dict[str, object]]:
    """What was written in each of `rows`, in order, without what storing adds."""
    stored = {"id", "practice", "position"}
    return [
        {
            field.name: getattr(row, field.name)
            for field in row._meta.concrete_fields
            if field.name not in stored
        }
        for row in rows
    ]


def _locked(practice: Practice) -> Practice:
    return Practice.objects.select_for_update().get(pk=practice.pk)


def _write(
    practice: Practice,
    texts: PracticeTexts,
    indicators: Sequence[Indicator],
    elements: Sequence[TransferableElement],
) -> None:
    """Store everything the author wrote, in one go, and announce it."""
    _refuse_foreign(practice, texts["organisation"])
    for name in FIELDS:
        setattr(practice, name, texts[name])  # type: ignore[literal-required]
    _refuse_columns(practice)
    findings = check_practice(practice, indicators, elements)
    findings.refuse_wrong()
    if practice.is_proposed or practice.is_accepted:
        findings.refuse()
    for name in TEXTS:
        setattr(practice, f"{name}_html", render_markdown(getattr(practice, name)))
    practice.direction = direction_of(indicators)
    practice.updated_at = timezone.now()
    practice.save()
    practice.themes.set(texts["themes"])
    practice.tags.set(texts["tags"][:TAGS_MOST])
    _replace_rows(practice, indicators, elements)
    practice_changed.send(sender=Practice, practice_id=practice.pk)


def _refuse_foreign(practice: Practice, organisation: Organisation | None) -> None:
    """No practice stands in the name of an organisation its author does not belong to."""
    author = practice.author
    unchanged = organisation is None or organisation.pk == practice.organisation_id
    if unchanged or author is None or organisation in organisations_of(author):
        return
    raise RuleError({"organisation": [_("Choose an organisation you belong to.")]})


def _refuse_columns(practice: Practice) -> None:
    """Raise RuleError for what could not be stored: too long, not a language, not a country."""
    others = {field.name for field in practice._meta.get_fields()} - set(FIELDS) | {"organisation"}
    try:
        practice.clean_fields(exclude=others)
    except ValidationError as error:
        raise RuleError(error.message_dict) from error


def _replace_rows(
    practice: Practice, indicators: Sequence[Indicator], elements: Sequence[TransferableElement]
) -> None:
    practice.indicators.all().delete()
    practice.elements.all().delete()
    for position, indicator in enumerate(indicators, start=1):
        indicator.pk, indicator.practice, indicator.position = None, practice, position
    for position, element in enumerate(elements, start=1):
        element.pk, element.practice, element.position = None, practice, position
    Indicator.objects.bulk_create(indicators)
    TransferableElement.objects.bulk_create(elements)


@transaction.atomic
def _decide(
    editor: Member,
    practice: Practice,
    verdict: PracticeDecision.Verdict,
    revision: int,
    reasons: str,
    language: str,
) -> PracticeDecision:
    practice = _locked(practice)
    if not practice.is_proposed:
        if not editor.is_editor:
            raise PermissionDenied
        raise AlreadyDecidedError
    require(can_decide(editor, practice))
    if practice.revision != revision:
        raise ReadBeforeChangeError
    return _record(editor, practice, verdict, reasons, language)


def _record(
    by: Member, practice: Practice, verdict: PracticeDecision.Verdict, reasons: str, language: str
) -> PracticeDecision:
    """Write the decision down, and what follows from it on the practice."""
    reasons = reasons.strip()
    if not reasons:
        raise RuleError({"reasons": [_("Give your reasons: the author and the readers see them.")]})
    if len(reasons) > BODY_MAX_LENGTH:
        raise RuleError({"reasons": [_("This text is too long.")]})
    now = timezone.now()
    decision = PracticeDecision.objects.create(
        practice=practice,
        verdict=verdict,
        reasons=reasons,
        reasons_html=render_markdown(reasons),
        language=language,
        by=by,
        at=now,
        revision=practice.revision,
    )
    practice.status = Practice.Status(verdict)
    practice.decided_by, practice.decided_at = by, now
    practice.decision_reasons, practice.decision_reasons_html = reasons, decision.reasons_html
    practice.decision_language = language
    if verdict == PracticeDecision.Verdict.ACCEPTED:
        practice.published_at = now
    practice.save(
        update_fields=[
            "status",
            "published_at",
            "decided_by",
            "decided_at",
            "decision_reasons",
            "decision_reasons_html",
            "decision_language",
        ]
    )
    practice_changed.send(sender=Practice, practice_id=practice.pk)
    return decision
