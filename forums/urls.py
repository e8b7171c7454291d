from django.urls import path
from django.views.decorators.http import require_safe

from forums import feeds
from forums.views import drafts, lists, moderate, topics, write

app_name = "forums"
urlpatterns = [
    path("forums/", lists.forum_list, name="forum_list"),
    path("forums/<slug:slug>/", lists.forum, name="forum"),
    path("topics/", lists.topics, name="topics"),
    path("forums/<slug:slug>/feed/", require_safe(feeds.ForumFeed()), name="forum_feed"),
    path("topics/feed/", require_safe(feeds.TopicsFeed()), name="topics_feed"),
    path("topics/new/", write.topic_new, name="topic_new"),
    path("topics/<int:topic_id>/", topics.topic_short, name="topic_short"),
    path("topics/<int:topic_id>-<slug:slug>/", topics.topic, name="topic"),
    path("topics/<int:topic_id>/reply/", write.reply, name="reply"),
    path("topics/<int:topic_id>/solve/", topics.solve, name="solve"),
    path("topics/<int:topic_id>/reopen/", topics.reopen, name="reopen"),
    path("topics/<int:topic_id>/moderate/", moderate.moderate, name="moderate"),
    path("topics/<int:topic_id>/posts/<int:number>/accept/", topics.accept, name="accept"),
    path("topics/<int:topic_id>/posts/<int:number>/edit/", write.edit, name="edit"),
    path("topics/<int:topic_id>/posts/<int:number>/history/", topics.history, name="history"),
    path("topics/<int:topic_id>/posts/<int:number>/remove/", moderate.remove, name="remove"),
    path("posts/<int:post_id>/edit/", write.edit_short, name="edit_short"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/<int:draft_id>/discard/", drafts.discard, name="discard_draft"),
]
