"""Refusals that a person may read: every service raises these, every way in shows them."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise


class DomainError(Exception):
    """Not now, or not like this. `message` is translated and says what to do next."""

    message: str | Promise = ""

    def __init__(self, message: str | Promise | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(self.message))

    def __str__(self) -> str:
        return str(self.message)


class RuleError(DomainError):
    """One or more rules of the domain do not hold; each message names its field.

    `errors` maps a field name ("" for the whole) to translated messages, in the order found.
    """

    def __init__(self, errors: Mapping[str, Sequence[str | Promise]]) -> None:
        self.errors = {field: list(messages) for field, messages in errors.items()}
        super().__init__(" ".join(str(text) for texts in self.errors.values() for text in texts))

    @property
    def fields(self) -> list[str]:
        """Names of the fields at fault, in the order found."""
        return list(self.errors)
