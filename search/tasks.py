from django_tasks import task

from search import outbox


@task()
def drain_outbox() -> int:
    """Index what changed. Another drain waits meanwhile, in case this process is killed."""
    if not outbox.due().exists():
        return 0
    outbox.enqueue_rescue()
    return outbox.drain()
