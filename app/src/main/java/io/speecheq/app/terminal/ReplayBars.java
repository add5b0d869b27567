package io.speecheq.app.terminal;

import io.speecheq.ingest.replay.ReplayProgress;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** How far replays are, all calls in one line. Thread-safe. */
public final class ReplayBars implements ReplayProgress {

    private final Terminal terminal;
    private final int calls;
    private final Map<String, Long> published = new ConcurrentHashMap<>();
    private final Map<String, Long> totals = new ConcurrentHashMap<>();

    public ReplayBars(Terminal terminal, int calls) {
        this.terminal = terminal;
        this.calls = calls;
    }

    @Override
    public void published(String callId, long publishedMillis, OptionalLong totalMillis) {
        published.put(callId, publishedMillis);
        totals.put(callId, totalMillis.orElse(publishedMillis));
        long done = published.values().stream().mapToLong(Long::longValue).sum();
        long total = totals.values().stream().mapToLong(Long::longValue).sum();
        terminal.progress("  " + terminal.bar((double) done / Math.max(1, total), 30) + " " + Terminal.clock(done)
                + " of audio published, " + published.size() + " of " + calls + " calls");
    }
}
