package io.speecheq.app.demo;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.replay.CallReplays;
import io.speecheq.app.replay.KnownCalls;
import io.speecheq.app.terminal.CallLines;
import io.speecheq.app.terminal.EmotionLine;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TrajectorySummary;
import io.speecheq.ingest.publish.AudioPublisher;
import io.speecheq.ingest.replay.ReplayProgress;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.Topics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Recordings replayed as live calls through a whole SpeechEQ in this process, with what it says of them printed as it comes. */
public final class Demo {

    private static final int WORTH_A_WORD_SECONDS = 8;
    private static final int HISTORY_PATIENCE_MILLIS = 2_000;

    private final DemoOptions options;
    private final Terminal terminal;

    public Demo(DemoOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /**
     * Runs until Ctrl-C, or until every call has ended where that was asked for.
     *
     * @param calls opens the recordings, once it is known which calls there are already
     * @return how many recordings could not be replayed whole
     */
    public int run(Lifetime lifetime, Function<KnownCalls, List<RecordedCall>> calls) throws Exception {
        long begunNanos = System.nanoTime();
        terminal.progress("  starting broker, job and dashboard …");
        Stage stage = Stage.set(options, lifetime);
        Map<String, String> connection = stage.connection();
        List<RecordedCall> opened = calls.apply(KnownCalls.at(connection));
        if (opened.isEmpty()) {
            return 0;
        }
        sayWhere(stage, opened, (System.nanoTime() - begunNanos) / 1e9);
        AudioPublisher publisher = lifetime.owns(AudioPublisher.open(connection, Topics.AUDIO.name()));
        EmotionLine lines = new EmotionLine(
                terminal,
                opened.stream().mapToInt(call -> call.callId().length()).max().orElse(0),
                opened.stream()
                        .flatMap(call -> call.namedChannels().stream())
                        .mapToInt(String::length)
                        .max()
                        .orElse(0));
        LiveEvents events = lifetime.owns(LiveEvents.of(connection, opened, new Printing(lines)));
        CallReplays replays =
                lifetime.owns(new CallReplays(options.replay(), publisher, ReplayProgress.unseen(), terminal::problem));
        CompletableFuture<Integer> broken = replays.start(opened);
        sayWhatIsMissing(broken, events);
        CompletableFuture.anyOf(events.finished(), stage.running().ended(), lifetime.ending())
                .join();
        stage.running().throwFailure();
        if (lifetime.isEnding()) {
            return broken.getNow(0);
        }
        summarise(events.finished());
        if (!options.exitWhenDone()) {
            terminal.note("All calls have ended. The dashboard stays at "
                    + stage.dashboard().address() + "; Ctrl-C ends it.");
            CompletableFuture.anyOf(stage.running().ended(), lifetime.ending()).join();
            stage.running().throwFailure();
        }
        if (!options.history().isEmpty()) {
            // What was read here has been on the topics for a moment only.
            Thread.sleep(HISTORY_PATIENCE_MILLIS);
        }
        return broken.get();
    }

    /** A chunk that is lost near the end of a channel is waited for until the channel is idle: that is worth a word. */
    // The note is all that comes of it.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void sayWhatIsMissing(CompletableFuture<?> replayed, LiveEvents events) {
        long idleSeconds = options.job().operators().channels().idleTimeout().toSeconds();
        replayed.thenRunAsync(
                () -> {
                    if (!events.finished().isDone() && events.isQuiet()) {
                        terminal.note("All is sent; a channel that misses audio near its end ends after " + idleSeconds
                                + " s without any.");
                    }
                },
                CompletableFuture.delayedExecutor(WORTH_A_WORD_SECONDS, TimeUnit.SECONDS));
    }

    /** Prints what comes, as it comes. */
    private final class Printing implements LiveEvents.Listener {

        private final EmotionLine lines;
        private final CallLines calls = new CallLines(terminal);

        private Printing(EmotionLine lines) {
            this.lines = lines;
        }

        @Override
        public void accept(EmotionWindow window) {
            terminal.print(lines.withCall(window));
        }

        @Override
        public void accept(EmotionAlert alert) {
            terminal.print(alert.getCallId() + "  " + calls.line(alert));
        }
    }

    private void summarise(CompletableFuture<List<LiveEvents.EndedCall>> finished)
            throws InterruptedException, ExecutionException {
        TrajectorySummary summary = new TrajectorySummary(terminal);
        CallLines calls = new CallLines(terminal);
        for (LiveEvents.EndedCall call : finished.get()) {
            for (CallTrajectory trajectory : call.trajectories()) {
                terminal.print("");
                summary.lines(trajectory).forEach(terminal::print);
            }
            terminal.print("");
            calls.lines(call.call()).forEach(terminal::print);
        }
    }

    private void sayWhere(Stage stage, List<RecordedCall> calls, double seconds) {
        terminal.note(String.format(Locale.ROOT, "Up in %.1f s.", seconds));
        terminal.note("Kafka      " + stage.bootstrapServers());
        terminal.note("Dashboard  " + stage.dashboard().address());
        terminal.note("Network    " + stage.job().release().name() + ":"
                + stage.job().release().version());
        for (RecordedCall call : calls) {
            terminal.note("Call       " + call.callId() + "  (" + String.join(", ", call.namedChannels()) + ")");
        }
        terminal.note("");
    }
}
