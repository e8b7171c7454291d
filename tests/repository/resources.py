"""What the tests of resources share."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cop.core.errors import RuleError
from repository.models import Resource
from repository.services import add_file, deposit_resource, publish_resource
from tests.factories.members import MemberFactory

PDF = b"%PDF-1.4\n%%EOF\n"
TOOLBOX = "/en/sharing/resources/"
WHOLE = {
    "title": "Log",
    "abstract": "One page.",
    "licence": "CC-BY-4.0",
    "type": "document",
    "language": "en",
}


def upload(name="log.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def typed(**fields):
    sent = {
        "token": str(uuid.uuid4()), "type": "document", "title": "Moisture log", "abstract": "One page.",
        "language": "en", "licence": "CC-BY-4.0", "publish": "1", **fields,
    }  # fmt: skip
    return {name: value for name, value in sent.items() if value is not None}


def with_file(member=None, **fields):
    """A published document with one PDF."""
    resource = deposit_resource(
        depositor=member or MemberFactory(), type="document", title="Log", abstract="One page.",
        licence="CC-BY-4.0", **fields,
    )  # fmt: skip
    add_file(member=resource.depositor, resource=resource, file=io.BytesIO(PDF), name="log.pdf")
    return publish_resource(member=resource.depositor, resource=resource)


def address(resource, name="resource"):
    return reverse(f"resources:{name}", kwargs=resource.address)


def file_address(placed):
    version = placed.version
    return reverse(
        "resources:file",
        kwargs={
            **version.resource.address,
            "number": version.number,
            "file_id": placed.pk,
            "name": placed.name,
        },
    )


def details(resource, **fields):
    revision = Resource.objects.get(pk=resource.pk).revision  # as a page just opened has it
    return {
        "revision": str(revision),
        "title": resource.title, "abstract": resource.abstract, "language": "en", "licence": "CC-BY-4.0",
        "type": resource.type, "eqf": "3", **fields,
    }  # fmt: skip


def deposit(**fields):
    """A draft of a document with all it needs but a file or a link."""
    return deposit_resource(depositor=fields.pop("depositor", None) or MemberFactory(), **{**WHOLE, **fields})


def put(resource, name, content=PDF):
    return add_file(member=resource.depositor, resource=resource, file=io.BytesIO(content), name=name)


def publish_resource_of(resource):
    return publish_resource(member=resource.depositor, resource=resource)


def refused(call, **kwargs):
    """Names of the fields a rule refuses."""
    with pytest.raises(RuleError) as refusal:
        call(**kwargs)
    return refusal.value.fields
