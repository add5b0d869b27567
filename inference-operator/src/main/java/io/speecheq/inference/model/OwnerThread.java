package io.speecheq.inference.model;

import ai.onnxruntime.OrtException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** The one thread that touches a native session from its opening to its end. Any thread may ask it for work. */
final class OwnerThread {

    private final String name;
    private final ExecutorService thread;

    OwnerThread(String name) {
        this.name = name;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Opens something: waits for the end of the work, and throws what it throws. */
    <T> T call(Callable<T> work) throws OrtException, ModelRefused, CudaUnavailable {
        try {
            return await(thread.submit(work));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrtException cause) {
                throw cause;
            } else if (e.getCause() instanceof ModelRefused cause) {
                throw cause;
            } else if (e.getCause() instanceof CudaUnavailable cause) {
                throw cause;
            }
            throw new IllegalStateException(name + " failed", e.getCause());
        }
    }

    /**
     * Work that tells its outcome in its own way; does not wait.
     *
     * @throws IllegalStateException when closed
     */
    void start(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the network is closed", e);
        }
    }

    /** Does the last piece of work, after all that was asked for before, and ends the thread; a second call does nothing. */
    void close(Runnable last) {
        synchronized (thread) {
            if (thread.isShutdown()) {
                return;
            }
            Future<?> done = thread.submit(last);
            thread.shutdown();
            try {
                await(done);
            } catch (ExecutionException e) {
                throw new IllegalStateException(name + " could not end", e.getCause());
            }
        }
    }

    /** Waits through interrupts, since native work cannot be given up; who was interrupted is told afterwards. */
    private static <T> T await(Future<T> work) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
