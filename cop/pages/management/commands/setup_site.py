from django.core.management.base import BaseCommand

from cop.pages.services.setup import set_up_site


class Command(BaseCommand):
    help = "Makes what every site has: languages, home, sections, pages of the footer, editors' rights."

    def handle(self, **options) -> None:
        made = set_up_site()
        self.stdout.write(f"The site stands; {made} pages are new." if made else "The site stands.")
