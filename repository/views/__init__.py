from repository.views.deposit import deposit
from repository.views.details import edit
from repository.views.files import citation, file
from repository.views.resources import my_resources, resource, toolbox
from repository.views.versions import delete, new_version, withdraw

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
