"""Says by its status what became of a form of allauth, which answers 200 to everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BaseForm
    from django.http import HttpRequest, HttpResponse
    from django.template.response import TemplateResponse

LIMITED = {"too_many_login_attempts", "rate_limited"}
RETRY_AFTER_S = 300  # the longest of allauth's limits on failed attempts


class FormStatusMiddleware:
    """A form that comes back with errors is a 422, one that came back for being too often a 429."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Look at the form in the context of an account page."""
        name = getattr(request.resolver_match, "url_name", None) or ""
        if request.method == "POST" and response.status_code == 200 and name.startswith(("account_", "mfa_")):
            context = response.context_data or {}
            forms = [context[key] for key in ("form", "webauthn_form") if context.get(key) is not None]
            codes = {code for form in forms for code in _codes(form)}
            if codes & LIMITED:
                response.status_code = 429
                response["Retry-After"] = str(RETRY_AFTER_S)
            elif codes:
                response.status_code = 422
        return response


def _codes(form: BaseForm) -> set[str]:
    if not form.is_bound:
        return set()
    return {error.code or "invalid" for errors in form.errors.as_data().values() for error in errors}
