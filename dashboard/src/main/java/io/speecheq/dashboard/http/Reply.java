package io.speecheq.dashboard.http;

/** What a request gets: an answer at once, or events as they come. */
sealed interface Reply permits Answer, EventReply {}
