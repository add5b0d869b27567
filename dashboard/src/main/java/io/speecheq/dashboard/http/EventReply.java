package io.speecheq.dashboard.http;

/** A stream of server-sent events. */
record EventReply(EventFeed feed) implements Reply {}
