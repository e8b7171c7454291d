from django_tasks_db.management.commands.db_worker import Command as Worker

from cop.members.checks import refuse_demo_accounts


class Command(Worker):
    help = "Runs what the site has put off; refuses demo accounts in production, as the web process does."

    def handle(self, **options) -> None:
        refuse_demo_accounts()
        super().handle(**options)
