from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class DemoMail(models.Model):
    """A mail the demo site would have sent."""

    sent_at = models.DateTimeField(default=timezone.now)
    sender = models.CharField(max_length=320)
    recipients = models.TextField()
    subject = models.CharField(max_length=400)
    body = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["-sent_at", "-id"], name="demo_mail_list")]

    def __str__(self) -> str:
        return self.subject


class DemoObject(models.Model):
    """Something the demo loader made, so that `remove_demo` takes exactly that away."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="demo_object_once")]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"
