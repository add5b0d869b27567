package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.access.Role;
import io.speecheq.dashboard.calls.NotReadyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What everybody who listens to all calls is told. While somebody listens it looks at the calls every {@link #PERIOD} and
 * gives each that has changed the next number; a client is a number up to which it has heard everything, and gets the
 * present state of what lies beyond. So a slow client skips what nobody needs any more, one that comes back goes on where
 * it was, and none costs more than its number. Thread-safe.
 */
final class Wall implements AutoCloseable {

    static final Duration PERIOD = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Wall.class);

    /** Calls that left and are still told as gone; whoever was away for longer gets everything afresh. */
    private static final int MOST_GONE = 10_000;

    private final CallBook book;
    private final Instances instances;
    private final String epoch = Long.toHexString(new SecureRandom().nextLong());
    private final Map<String, WallCall> calls = new HashMap<>();
    private final LinkedHashMap<String, Long> gone = new LinkedHashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dashboard-wall");
        thread.setDaemon(true);
        return thread;
    });

    private long number;
    private long oldestGone;
    private long begunNumber;
    private long lookNumber;
    private int listeners;
    private boolean isReady;
    private List<String> unanswered = List.of();

    private final ScheduledFuture<?> looking;

    Wall(CallBook book, Instances instances) {
        this.book = book;
        this.instances = instances;
        this.looking = looks.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A client's events.
     *
     * @param lastEventId of the last event that it has heard, from this process or another, or empty
     */
    EventFeed listen(Role role, String lastEventId) {
        long heard = -1;
        String mine = epoch + "-";
        if (lastEventId.startsWith(mine) && lastEventId.substring(mine.length()).matches("\\d{1,18}")) {
            heard = Long.parseLong(lastEventId.substring(mine.length()));
        }
        synchronized (this) {
            listeners++;
            return new WallFeed(this, role, heard, begunNumber);
        }
    }

    synchronized void leave() {
        listeners--;
    }

    /**
     * Waits until it has done a look that began after {@code afterLook}, and something lies beyond {@code heard}, or the
     * time is over.
     *
     * @param heard −1 for who has heard nothing
     */
    synchronized WallNews await(long heard, long afterLook, Duration patience) throws InterruptedException {
        long endNanos = System.nanoTime() + patience.toNanos();
        while (lookNumber <= afterLook || (isReady && number <= heard)) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
            if (leftMillis <= 0) {
                break;
            }
            wait(leftMillis);
        }
        if (lookNumber <= afterLook || (isReady && number <= heard)) {
            return WallNews.NONE;
        }
        return isReady ? news(heard) : WallNews.NOT_READY;
    }

    private WallNews news(long heard) {
        boolean isComplete = heard < oldestGone || heard > number;
        List<WallCall> changed = calls.values().stream()
                .filter(call -> isComplete || call.number() > heard)
                .toList();
        List<String> left = new ArrayList<>();
        if (!isComplete) {
            gone.forEach((callId, at) -> {
                if (at > heard) {
                    left.add(callId);
                }
            });
        }
        return new WallNews(epoch + "-" + number, number, isComplete, changed, left, unanswered);
    }

    /** Every period: what has changed since the last look? */
    private void look() {
        try {
            if (begins()) {
                Listing listing = book.calls();
                see(listing);
            }
        } catch (NotReadyException e) {
            LOG.debug("the calls are being loaded", e);
            notReady();
        } catch (RuntimeException e) {
            LOG.error("the calls cannot be looked at", e);
            notReady();
        }
    }

    /** Whether there is anybody to look for. */
    private synchronized boolean begins() {
        begunNumber += listeners > 0 ? 1 : 0;
        return listeners > 0;
    }

    private synchronized void notReady() {
        isReady = false;
        lookNumber = begunNumber;
        notifyAll();
    }

    private synchronized void see(Listing listing) {
        long next = number + 1;
        List<String> missing = listing.missing();
        boolean isNews = !isReady || !unanswered.equals(missing);
        Set<String> present = new HashSet<>();
        for (ObjectNode call : listing.items()) {
            String callId = call.path("callId").textValue();
            present.add(callId);
            WallCall known = calls.get(callId);
            if (known == null || !known.isAs(call)) {
                calls.put(callId, WallCall.of(call, next, known));
                gone.remove(callId);
                isNews = true;
            }
        }
        isNews |= calls.keySet()
                .removeIf(callId ->
                        !present.contains(callId) && !isUnanswered(callId, listing.unanswered()) && goes(callId, next));
        number = isNews ? next : number;
        unanswered = missing;
        isReady = true;
        lookNumber = begunNumber;
        notifyAll();
    }

    /** Whether a call lies with one who did not answer, or is just moving; what nobody can ask for does not. */
    private boolean isUnanswered(String callId, List<String> unanswered) {
        if (unanswered.isEmpty()) {
            return false;
        }
        try {
            return instances.ownerOf(callId).map(unanswered::contains).orElse(false);
        } catch (NotReadyException e) {
            LOG.debug("nobody knows who has call {}", callId, e);
            return true;
        }
    }

    private boolean goes(String callId, long at) {
        gone.remove(callId);
        gone.put(callId, at);
        if (gone.size() > MOST_GONE) {
            Iterator<Long> oldest = gone.values().iterator();
            oldestGone = oldest.next();
            oldest.remove();
        }
        return true;
    }

    @Override
    public void close() {
        looking.cancel(true);
        looks.shutdownNow();
    }
}
