from repository.forms.resources import DepositForm, DetailsForm, VersionForm, WithdrawForm

__all__ = ["DepositForm", "DetailsForm", "VersionForm", "WithdrawForm"]
