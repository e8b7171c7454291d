from __future__ import annotations

from django.db import models
from django.utils import timezone

AUTHOR_MAX_LENGTH = 200  # characters shown of all the authors of one thing


class OutboxRow(models.Model):
    """Something changed that the index must hear of; written in the transaction of the change.

    Rows are deleted once their object is indexed. Ids only grow, and a row that commits late is
    still found: nothing remembers a last id. Until then nobody finds the object, nor what is shown
    under it, if the row `hides` it: who may see it may have changed.
    """

    source = models.CharField(max_length=20)  # a name in search.documents.SOURCES
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    retry_at = models.DateTimeField(null=True, editable=False)  # set when indexing failed
    hides = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["source", "object_id"], condition=models.Q(hides=True), name="outbox_hides")
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.source} {self.object_id}"


class IndexState(models.Model):
    """The one row (id 1) that says which generation of the index is read.

    Whoever writes the index locks it first: a drain and a rebuild take turns by batches.
    `building` is the generation a rebuild is filling, None when there is none.
    """

    live = models.PositiveIntegerField(default=1)
    building = models.PositiveIntegerField(null=True)
    rebuilt_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"generation {self.live}"


class IndexedDocument(models.Model):
    """What a result shows of one thing. Its words are in the table `search_words`, under its id.

    All of it is derived: only the database engine writes here, and `manage.py rebuild_index`
    makes it anew. `thread` joins what is shown as one result (a topic and its posts).
    """

    generation = models.PositiveIntegerField()
    source = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    thread = models.CharField(max_length=40)
    language = models.CharField(max_length=16, blank=True)
    title = models.TextField()
    body = models.TextField(blank=True)
    author = models.CharField(max_length=AUTHOR_MAX_LENGTH, blank=True)
    author_language = models.CharField(max_length=16, blank=True)
    country = models.CharField(max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    written_at = models.DateTimeField(null=True)
    address = models.JSONField()  # how to make its URL: see search.documents.Address
    facts = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=40)
    passed_on = models.CharField(max_length=40)  # fingerprint of what other documents repeat of it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id", "generation"], name="document_once")
        ]
        indexes = [
            models.Index(fields=["thread", "generation"], name="document_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"


class FacetValue(models.Model):
    """One of possibly several values of a document: a language, a theme."""

    document = models.ForeignKey(IndexedDocument, models.CASCADE, related_name="values", db_index=False)
    facet = models.CharField(max_length=10)
    value = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["document", "facet", "value"], name="facet_value")]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"


class Word(models.Model):
    """A word somebody used, for "did you mean". Never shown before it is tried for the reader."""

    language = models.CharField(max_length=16)
    folded = models.CharField(max_length=60)
    shown = models.CharField(max_length=60)
    initial = models.CharField(max_length=1)
    size = models.PositiveSmallIntegerField()  # characters of `folded`

    class Meta:
        constraints = [models.UniqueConstraint(fields=["folded", "language"], name="word_once")]
        indexes = [models.Index(fields=["initial", "size"], name="word_near")]

    def __str__(self) -> str:
        return self.shown
