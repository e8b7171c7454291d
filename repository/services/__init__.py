from repository.services.resources import (
    ResourceWithdrawnError,
    change_resource,
    delete_draft,
    deposit_resource,
    organisations_of,
    publish_resource,
    withdraw_resource,
)
from repository.services.rules import missing_for_publishing
from repository.services.toolbox import Chosen, facet_counts, narrowed, total
from repository.services.versions import (
    VersionFixedError,
    add_file,
    discard_version,
    open_version,
    publish_version,
    remove_file,
    set_roles,
    start_version,
    store_file,
)

__all__ = [
    "Chosen",
    "ResourceWithdrawnError",
    "VersionFixedError",
    "add_file",
    "change_resource",
    "delete_draft",
    "deposit_resource",
    "discard_version",
    "facet_counts",
    "missing_for_publishing",
    "narrowed",
    "open_version",
    "organisations_of",
    "publish_resource",
    "publish_version",
    "remove_file",
    "set_roles",
    "start_version",
    "store_file",
    "total",
    "withdraw_resource",
]
