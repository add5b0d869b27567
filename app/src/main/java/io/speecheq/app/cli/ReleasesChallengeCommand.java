package io.speecheq.app.cli;

import io.speecheq.app.release.Releases;
import io.speecheq.app.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code releases challenge}: a release that scores beside the champion. */
@Command(
        description =
                "Let a published release score a share of the calls beside the champion, or end that. Its events are"
                        + " on speecheq.challenger-emotions.")
final class ReleasesChallengeCommand implements Callable<Integer> {

    private final Terminal terminal;

    // Given by picocli before call.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Nullable
    @Parameters(arity = "0..1", paramLabel = "NAME:VERSION", description = "The release.")
    private String title;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "Of the calls, and at most of the job's time, over 0 to 1. Default: 0.1.")
    private double share = 0.1;

    @Option(names = "--stop", description = "End the challenge.")
    private boolean isEnded;

    @Mixin
    private final ReleaseOperations operations = new ReleaseOperations();

    ReleasesChallengeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        String challenger = title;
        if (isEnded == (challenger != null)) {
            throw new ParameterException(spec.commandLine(), "name a release, or end the challenge with --stop");
        }
        if (!(share > 0 && share <= 1)) {
            throw new ParameterException(spec.commandLine(), "--share must lie over 0 and be 1 at most, is " + share);
        }
        Releases releases = operations.releases();
        if (challenger != null) {
            return operations.challenge(releases, challenger, share, terminal);
        }
        ReleaseOperations.endChallenge(releases, terminal);
        return 0;
    }
}
