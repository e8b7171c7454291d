from repository.forms.practices import DecisionForm, PracticeForms, ReasonsForm
from repository.forms.resources import DepositForm, DetailsForm, VersionForm, WithdrawForm

__all__ = [
    "DecisionForm",
    "DepositForm",
    "DetailsForm",
    "PracticeForms",
    "ReasonsForm",
    "VersionForm",
    "WithdrawForm",
]
