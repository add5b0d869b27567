package io.speecheq.dashboard.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who listen to server-sent events, each with a thread of its own: whoever reads slowly makes only that thread
 * wait, and gets, when it is ready again, what has become of everything it missed. A stream ends of itself after
 * {@link #LIFETIME}, and the client comes back for more; one that reads nothing for longer is cut off by the server.
 */
final class EventClients implements AutoCloseable {

    /** Shorter than the server's patience with a response, {@link DashboardServer}. */
    static final Duration LIFETIME = Duration.ofSeconds(100);

    private static final Logger LOG = LoggerFactory.getLogger(EventClients.class);

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** An event and no comment, which a browser keeps from the page: so the page knows a stream that has died. */
    private static final ServerEvent ALIVE = new ServerEvent("alive", "", "{}");

    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(500);
    private static final String RETRY_MILLIS = "500";

    private final Semaphore places;
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

    EventClients(int most) {
        this.places = new Semaphore(most);
    }

    /** Takes the exchange over and returns at once; false when there is no place, and then nothing has happened. */
    boolean serve(HttpExchange exchange, EventFeed feed) {
        if (!places.tryAcquire()) {
            return false;
        }
        threads.execute(() -> {
            try (exchange;
                    feed) {
                stream(exchange, feed);
            } catch (IOException e) {
                LOG.debug("a client of the events has left", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("a client's events failed", e);
            } finally {
                places.release();
            }
        });
        return true;
    }

    private static void stream(HttpExchange exchange, EventFeed feed) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + LIFETIME.toNanos();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        write(out, ("retry: " + RETRY_MILLIS + "\n\n").getBytes(StandardCharsets.US_ASCII));
        while (System.nanoTime() < endNanos) {
            Optional<ServerEvent> event = feed.next(HEARTBEAT);
            write(out, event.orElse(ALIVE).bytes());
            if (event.isPresent()) {
                Thread.sleep(BETWEEN_EVENTS.toMillis());
            }
        }
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dashboard-events-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
