from repository.views.deposit import delete, deposit, edit, new_version, withdraw
from repository.views.files import citation, file
from repository.views.resources import my_resources, resource, toolbox

__all__ = [
    "citation",
    "delete",
    "deposit",
    "edit",
    "file",
    "my_resources",
    "new_version",
    "resource",
    "toolbox",
    "withdraw",
]
