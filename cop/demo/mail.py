"""Mail of the demo: kept in the database, read at /demo/mail/."""

from django.core.mail.backends.base import BaseEmailBackend

from cop.demo.models import DemoMail


class DemoMailBackend(BaseEmailBackend):
    """Stores messages instead of sending them."""

    def send_messages(self, email_messages):
        DemoMail.objects.bulk_create(
            DemoMail(sender=m.from_email, recipients=", ".join(m.to), subject=m.subject, body=m.body)
            for m in email_messages
        )
        return len(email_messages)
