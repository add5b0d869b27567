package io.speecheq.app.replay;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.ingest.chunk.Call;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.chunk.ChunkFaults;
import io.speecheq.ingest.chunk.ChunkTarget;
import io.speecheq.ingest.recording.AudioFile;
import io.speecheq.ingest.replay.Pace;
import io.speecheq.ingest.replay.RecordingReplay;
import io.speecheq.ingest.replay.ReplayProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Recordings replayed side by side, each as a call of its own; at full speed a few at a time. Closing it breaks off those under way. */
public final class CallReplays implements AutoCloseable {

    private static final int AT_FULL_SPEED = 2;

    private final ReplayOptions options;
    private final ChunkTarget target;
    private final ReplayProgress progress;
    private final Consumer<String> problems;
    private final ExecutorService threads;

    /**
     * @param target takes the chunks of all calls, from several threads
     * @param problems is told, in a line, of each recording that could not be replayed whole
     */
    public CallReplays(ReplayOptions options, ChunkTarget target, ReplayProgress progress, Consumer<String> problems) {
        this.options = options;
        this.target = target;
        this.progress = progress;
        this.problems = problems;
        this.threads = options.speed() == 0
                ? Executors.newFixedThreadPool(AT_FULL_SPEED, CallReplays::thread)
                : Executors.newCachedThreadPool(CallReplays::thread);
    }

    /**
     * How calls are replayed.
     *
     * @param speed 1 is real time, 0 without waiting
     * @param stagger from the begin of one call to that of the next
     * @param attributes of every call
     */
    public record ReplayOptions(
            ChannelNames names,
            double speed,
            Duration stagger,
            Optional<ChunkFaults> faults,
            Map<String, String> attributes) {

        public ReplayOptions {
            attributes = Map.copyOf(attributes);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "replay");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts all; the future says how many could not be replayed whole, once none is under way any more. */
    public CompletableFuture<Integer> start(List<RecordedCall> calls) {
        List<CompletableFuture<Boolean>> running = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            RecordedCall call = calls.get(i);
            Duration delay = options.stagger().multipliedBy(i);
            running.add(CompletableFuture.supplyAsync(() -> replay(call, delay), threads));
        }
        return CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        (int) running.stream().filter(whole -> !whole.join()).count());
    }

    private boolean replay(RecordedCall recorded, Duration delay) {
        try (AudioFile recording = AudioFile.open(recorded.file())) {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            Call call = new Call(recorded.callId(), recorded.callStart(), options.attributes());
            ChunkTarget faulty = options.faults()
                    .map(faults -> faults.over(target, recorded.callId()))
                    .orElse(target);
            new RecordingReplay(options.names(), Pace.ofSpeed(options.speed()), progress).run(recording, call, faulty);
            recording.warning().ifPresent(problems);
            return recording.warning().isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            problems.accept(String.valueOf(e.getMessage()));
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
