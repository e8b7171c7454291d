"""Fields of education and training: ISCED-F 2013 (UNESCO Institute for Statistics, 2014).

A code has two digits (broad field), three (narrow) or four (detailed). Names are given for the
11 broad and 29 narrow fields; a detailed field is shown by its code and its narrow field's name.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EDITION = "ISCED-F 2013"

BROAD = {
    "00": _("Generic programmes and qualifications"),
    "01": _("Education"),
    "02": _("Arts and humanities"),
    "03": _("Social sciences, journalism and information"),
    "04": _("Business, administration and law"),
    "05": _("Natural sciences, mathematics and statistics"),
    "06": _("Information and communication technologies"),
    "07": _("Engineering, manufacturing and construction"),
    "08": _("Agriculture, forestry, fisheries and veterinary"),
    "09": _("Health and welfare"),
    "10": _("Services"),
}

NARROW = {
    "001": _("Basic programmes and qualifications"),
    "002": _("Literacy and numeracy"),
    "003": _("Personal skills and development"),
    "011": _("Teaching and education"),
    "021": _("Arts"),
    "022": _("Humanities, except languages"),
    "023": _("Languages"),
    "031": _("Social and behavioural sciences"),
    "032": _("Journalism and information"),
    "041": _("Business and administration"),
    "042": _("Law"),
    "051": _("Biological and related sciences"),
    "052": _("Environment"),
    "053": _("Physical sciences"),
    "054": _("Mathematics and statistics"),
    "061": _("Computing and digital technology"),
    "071": _("Engineering and engineering trades"),
    "072": _("Manufacturing and processing"),
    "073": _("Architecture and construction"),
    "081": _("Agriculture"),
    "082": _("Forestry"),
    "083": _("Fisheries"),
    "084": _("Veterinary"),
    "091": _("Health"),
    "092": _("Welfare"),
    "101": _("Personal services"),
    "102": _("Hygiene and occupational health services"),
    "103": _("Security services"),
    "104": _("Transport services"),
}

DETAILED = frozenset(
    """
    0011 0021 0031 0111 0112 0113 0114 0211 0212 0213 0214 0215 0221 0222 0223 0231 0232 0311 0312
    0313 0314 0321 0322 0411 0412 0413 0414 0415 0416 0417 0421 0511 0512 0521 0522 0531 0532 0533
    0541 0542 0611 0612 0613 0711 0712 0713 0714 0715 0716 0721 0722 0723 0724 0731 0732 0811 0812
    0821 0831 0841 0911 0912 0913 0914 0915 0916 0917 0921 0922 0923 1011 1012 1013 1014 1015 1021
    1022 1031 1032 1041
    """.split()  # noqa: SIM905 - a table to read
)


def is_field(code: str) -> bool:
    """True for a broad, narrow or detailed code of ISCED-F 2013."""
    return code in BROAD or code in NARROW or code in DETAILED


def field_name(code: str) -> str:
    """Name of a field in the reader's language; of its narrow field for a detailed one; "" if unknown."""
    return str(BROAD.get(code) or NARROW.get(code[:3]) or "")


def field_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """(broad name, [(code, name), ...]) in the order of the codes, for a list with groups."""
    return [
        (
            str(name),
            [(broad, f"{broad} {name}")]
            + [(code, f"{code} {narrow}") for code, narrow in NARROW.items() if code.startswith(broad)],
        )
        for broad, name in BROAD.items()
    ]


def validate_field(code: str) -> None:
    """Raise ValidationError unless `code` is a field of ISCED-F 2013."""
    if not is_field(code):
        raise ValidationError(_("Choose a field of education from the list."), code="isced_f")
