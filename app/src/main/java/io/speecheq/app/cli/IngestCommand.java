package io.speecheq.app.cli;

import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.replay.CallReplays;
import io.speecheq.app.replay.KnownCalls;
import io.speecheq.app.terminal.ReplayBars;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.ingest.publish.AudioPublisher;
import io.speecheq.ingest.recording.CallNames;
import io.speecheq.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ingest}: recordings published as live calls. */
@Command(
        description = "Publish recordings on the audio topic as if they were live calls.",
        footer = {
            "",
            "A recording whose name the broker knows as a call's becomes another call. It knows a call once a job has told of it:",
            "for runs side by side, or before a job runs, give each a --suffix of its own."
        })
final class IngestCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Recordings.")
    private List<Path> files = List.of();

    @Option(
            names = "--suffix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Put behind the calls' names, which are those of the files.")
    private String suffix = "";

    @Option(
            names = "--again",
            description =
                    "Keep the calls' names even if the broker knows them. With --call-start this sends the same calls"
                            + " again, as a publisher does that was restarted: what is there already changes nothing.")
    private boolean isAgain;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final RecordingOptions recordings = new RecordingOptions();

    @Mixin
    private final ReplayArguments replay = new ReplayArguments();

    IngestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        new TopicSetup(broker.connection()).createMissing();
        CallNames names = new CallNames(suffix);
        KnownCalls known = isAgain ? KnownCalls.none() : KnownCalls.at(broker.connection());
        RecordingOptions.Opened opened =
                recordings.open(files, file -> known.newId(file, names), Instant.now(), replay.stagger(), terminal);
        if (opened.calls().isEmpty()) {
            return Failures.FAILED;
        }
        try (Lifetime lifetime = Lifetime.ofProcess()) {
            AudioPublisher publisher = lifetime.owns(AudioPublisher.open(broker.connection(), Topics.AUDIO.name()));
            CallReplays replays = lifetime.owns(new CallReplays(
                    replay.with(recordings.names()),
                    publisher,
                    new ReplayBars(terminal, opened.calls().size()),
                    terminal::problem));
            CompletableFuture<Integer> broken = replays.start(opened.calls());
            CompletableFuture.anyOf(broken, lifetime.ending()).join();
            if (!broken.isDone()) {
                return Failures.FAILED;
            }
            publisher.flush();
            terminal.clearProgress();
            opened.calls().forEach(call -> terminal.print(call.callId()));
            terminal.note(publisher.publishedChunks() + " chunks published");
            return broken.join() + opened.refused() == 0 ? 0 : Failures.FAILED;
        }
    }
}
