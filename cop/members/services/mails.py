"""Mail that must leave at once, and what happens when it does not."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

logger = logging.getLogger("cop.members")
AGAIN_AFTER = dt.timedelta(minutes=5)  # servers that refuse strangers for a start let them in by then


def deliver(message: EmailMessage) -> None:
    """Send plain text `message`, or let the worker try once more after AGAIN_AFTER.

    It is sent within the request, since links that sign somebody in should not lie in the table of
    tasks; only what the mail server refused does. A server that refuses breaks nothing.
    """
    from cop.members.tasks import send_again  # noqa: PLC0415 - the tasks call services

    try:
        message.send()
    except OSError:  # SMTPException is one, a timeout too
        logger.warning("mail waits", exc_info=True)
        later = send_again.using(run_after=timezone.now() + AGAIN_AFTER)
        later.enqueue(str(message.subject), str(message.body), message.to)
