package io.speecheq.trainer.training;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/**
 * Items 0..n−1 of a function, computed in daemon threads before they are asked for and handed out in order; with no threads,
 * by whoever asks. The threads are its own; all methods belong to one caller.
 */
final class Ahead<T> implements AutoCloseable {
    private final IntFunction<T> items;
    private final int count;
    private final int limit;
    private final ExecutorService workers;
    private final Queue<FutureTask<T>> begun = new ArrayDeque<>();
    private final boolean isOwnThread;
    private int submitted;

    /** At most {@code limit} items are ready or in work. */
    Ahead(IntFunction<T> items, int count, int threads, int limit) {
        if (count < 0 || threads < 0 || limit < 1) {
            throw new IllegalArgumentException("%d items, %d threads, %d ahead".formatted(count, threads, limit));
        }
        this.items = items;
        this.count = count;
        this.limit = limit;
        this.isOwnThread = threads == 0;
        this.workers = Executors.newFixedThreadPool(Math.max(1, threads), task -> {
            Thread thread = new Thread(task, "ahead");
            thread.setDaemon(true);
            return thread;
        });
        fill();
    }

    private void fill() {
        while (submitted < count && begun.size() < limit) {
            int index = submitted++;
            FutureTask<T> task = new FutureTask<>(() -> items.apply(index));
            begun.add(task);
            if (!isOwnThread) {
                workers.execute(task);
            }
        }
    }

    /**
     * The next item; throws {@link IllegalStateException} with the cause where computing it threw. The item after that one is
     * then next. Whoever is interrupted while waiting may ask for the same item again. After the last item, and once closed,
     * there is none: {@link java.util.NoSuchElementException}.
     */
    T next() throws InterruptedException {
        FutureTask<T> task = begun.element();
        int index = submitted - begun.size();
        if (isOwnThread) {
            task.run();
        }
        try {
            T item = task.get();
            advance();
            return item;
        } catch (ExecutionException e) {
            advance();
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IllegalStateException(
                    "step %d could not be made ready: %s".formatted(index + 1, cause.getMessage()), cause);
        }
    }

    private void advance() {
        begun.remove();
        fill();
    }

    /** Interrupts the threads; items not handed out are lost. */
    @Override
    public void close() {
        workers.shutdownNow();
        begun.forEach(task -> task.cancel(true));
        begun.clear();
    }
}
