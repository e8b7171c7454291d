"""Licences by their SPDX identifiers, in plain words: what a reader may do, and on which terms.

Source of the names and addresses: the SPDX licence list and creativecommons.org.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

    Text = str | Promise

_CC = "https://creativecommons.org/licenses"
_ALL = _("You may copy it, change it and translate it, for paying learners too.")
_NOT_FOR_SALE = _("You may copy it, change it and translate it, but not for commercial ends.")
_UNCHANGED = _("You may copy it and pass it on unchanged, for paying learners too.")
_UNCHANGED_NOT_FOR_SALE = _("You may copy it and pass it on unchanged, but not for commercial ends.")
_NAME = _("Name the authors, and say what you changed.")
_NAME_ONLY = _("Name the authors.")
_ALIKE = _("Give your version the same licence.")


@dataclass(frozen=True)
class Licence:
    """One licence: its official name and address, its choice in a form, and what it allows.

    `may` is what a reader may do, `terms` are the conditions, in order.
    """

    name: str
    url: str
    title: Text
    note: Text
    may: Text
    terms: tuple[Text, ...] = ()


LICENCES = {
    "CC-BY-SA-4.0": Licence(
        "Creative Commons Attribution-ShareAlike 4.0",
        f"{_CC}/by-sa/4.0/",
        _("Use, change and share it under the same terms"),
        _("Recommended: translations and improvements stay open. You are named."),
        _ALL,
        (_NAME, _ALIKE),
    ),
    "CC-BY-4.0": Licence(
        "Creative Commons Attribution 4.0",
        f"{_CC}/by/4.0/",
        _("Use and change it freely, naming me"),
        _("Others may also sell what they make of it."),
        _ALL,
        (_NAME,),
    ),
    "CC-BY-NC-4.0": Licence(
        "Creative Commons Attribution-NonCommercial 4.0",
        f"{_CC}/by-nc/4.0/",
        _("Use and change it, but do not sell it"),
        _("Private schools that charge fees may not be able to use it."),
        _NOT_FOR_SALE,
        (_NAME,),
    ),
    "CC0-1.0": Licence(
        "Creative Commons Zero 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        _("Do anything with it"),
        _("Nobody needs to name you."),
        _("You may do anything with it, and nobody needs to be named."),
    ),
    "all-rights-reserved": Licence(
        "",
        "",
        _("Only link to it"),
        _("No file is stored here."),
        _("All rights are reserved: follow the link and ask there."),
    ),
    "CC-BY-NC-SA-4.0": Licence(
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
        f"{_CC}/by-nc-sa/4.0/",
        _("Use and change it under the same terms, but do not sell it"),
        _("Translations and improvements stay open, and are not for sale."),
        _NOT_FOR_SALE,
        (_NAME, _ALIKE),
    ),
    "CC-BY-ND-4.0": Licence(
        "Creative Commons Attribution-NoDerivatives 4.0",
        f"{_CC}/by-nd/4.0/",
        _("Pass it on unchanged"),
        _("Nobody may translate it or fit it to another trade."),
        _UNCHANGED,
        (_NAME_ONLY,),
    ),
    "CC-BY-NC-ND-4.0": Licence(
        "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0",
        f"{_CC}/by-nc-nd/4.0/",
        _("Pass it on unchanged, but do not sell it"),
        _("Nobody may translate it, fit it to another trade or sell it."),
        _UNCHANGED_NOT_FOR_SALE,
        (_NAME_ONLY,),
    ),
    "EUPL-1.2": Licence(
        "European Union Public Licence 1.2",
        "https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
        _("Use and change this software under the same terms"),
        _("Made for programs and their code."),
        _("You may use it, change it and pass it on, in products for sale too."),
        (_NAME, _("Give what you make of it the same licence, or one that goes with it.")),
    ),
}
OFTEN_CHOSEN = 5  # the first ones; a form folds the others away
