from django.core.mail import send_mail
from django_tasks import task

from cop.members import services
from cop.members.models import Member, Membership


@task()
def tell_representative(membership_id: int, representative_id: int) -> None:
    """Mail a representative that somebody asks to join, unless the request was answered meanwhile."""
    waiting = Membership.objects.filter(pk=membership_id, state=Membership.State.REQUESTED)
    membership = waiting.select_related("member", "organisation").first()
    representative = Member.objects.filter(pk=representative_id, is_active=True).first()
    if membership is not None and representative is not None:
        services.mail_request(membership=membership, representative=representative)


@task()
def send_again(subject: str, text: str, addresses: list[str]) -> None:
    """Send a mail the mail server did not take when it was written."""
    send_mail(subject, text, None, addresses)
