package io.speecheq.app.cli;

import io.speecheq.app.events.TopicUnreachableException;
import io.speecheq.app.job.KafkaUnreachableException;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.release.ReleaseBook;
import io.speecheq.app.release.ReleaseFailedException;
import io.speecheq.app.release.Releases;
import io.speecheq.app.release.StatusWatch;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.record.ReleaseOutcome;
import io.speecheq.schemas.topic.TopicSetupException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that commands on releases share, and what several of them end with. */
final class ReleaseOperations {

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Option(
            names = "--no-wait",
            negatable = true,
            description = "Do not wait until a job says what it makes of the release. Default: wait.")
    private boolean isNotAwaited;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            converter = DurationConverter.class,
            description = "How long to wait for a job. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(2);

    /** The releases of the Kafka that the options name; its topics are there then. */
    static Releases at(BrokerOption broker) throws TopicSetupException, KafkaUnreachableException {
        new TopicSetup(broker.connection()).createMissing();
        return new Releases(broker.connection(), Clock.systemUTC());
    }

    Releases releases() throws TopicSetupException, KafkaUnreachableException {
        return at(broker);
    }

    /** Promotes a release, and waits for a job's answer; gives the exit code. A challenger that is promoted challenges no longer. */
    int promote(Releases releases, String title, Terminal terminal)
            throws ReleaseFailedException, TopicUnreachableException {
        if (releases.book()
                .challenger()
                .map(ReleaseBook::title)
                .filter(title::equals)
                .isPresent()) {
            endChallenge(releases, terminal);
        }
        return offer(releases, title, "promoted", terminal, new Role() {
            @Override
            public Optional<ModelRelease> give() throws ReleaseFailedException, TopicUnreachableException {
                return releases.promote(title);
            }

            @Override
            public void takeBack(Optional<ModelRelease> before)
                    throws ReleaseFailedException, TopicUnreachableException {
                releases.takeBack(title, before);
            }
        });
    }

    /** Lets a release challenge the champion, and waits for a job's answer; gives the exit code. */
    int challenge(Releases releases, String title, double share, Terminal terminal)
            throws ReleaseFailedException, TopicUnreachableException {
        return offer(releases, title, "a challenger", terminal, new Role() {
            @Override
            public Optional<ModelRelease> give() throws ReleaseFailedException, TopicUnreachableException {
                return releases.challenge(title, share);
            }

            @Override
            public void takeBack(Optional<ModelRelease> before)
                    throws ReleaseFailedException, TopicUnreachableException {
                releases.takeBackChallenge(title, before);
            }
        });
    }

    /** Ends the challenge that there is. */
    static void endChallenge(Releases releases, Terminal terminal)
            throws ReleaseFailedException, TopicUnreachableException {
        terminal.print(releases.endChallenge()
                .map(release -> "ended  the challenge of " + ReleaseBook.title(release))
                .orElse("there is no challenge"));
    }

    /** What a release is made on the topic, and is no longer where jobs refuse it. */
    private interface Role {

        /** Gives who had the role before. */
        Optional<ModelRelease> give() throws ReleaseFailedException, TopicUnreachableException;

        void takeBack(Optional<ModelRelease> before) throws ReleaseFailedException, TopicUnreachableException;
    }

    /** @param made what the release is made, in a word or two */
    private int offer(Releases releases, String title, String made, Terminal terminal, Role role)
            throws ReleaseFailedException, TopicUnreachableException {
        ModelRelease release = releases.book().published(title);
        try (Lifetime lifetime = Lifetime.ofProcess();
                StatusWatch watch = releases.watch()) {
            Optional<ModelRelease> before = role.give();
            if (isNotAwaited) {
                terminal.print(made + "  " + title);
                return 0;
            }
            terminal.progress("  " + title + " is " + made + "; waiting for a job …");
            Optional<ModelStatus> answer = watch.answer(release, timeout, lifetime::isEnding);
            terminal.clearProgress();
            if (answer.isEmpty()) {
                terminal.problem("no job has answered within " + timeout.toSeconds() + " s: see that one runs against "
                        + broker.servers() + "; " + title + " stays " + made + ", and a job that starts takes it");
                return Failures.FAILED;
            }
            tell(answer.get(), title, terminal);
            if (answer.get().getOutcome() == ReleaseOutcome.LOADED) {
                return 0;
            }
            role.takeBack(before);
            return Failures.FAILED;
        }
    }

    private static void tell(ModelStatus status, String title, Terminal terminal) {
        String reason = status.getReason() == null ? "" : ": " + status.getReason();
        terminal.print(status.getOutcome().name().toLowerCase(java.util.Locale.ROOT) + "  " + title + "  by job "
                + status.getJob() + reason);
    }

    /** What is said of a release that was published. */
    static String line(ModelRelease release) {
        return "published  " + ReleaseBook.title(release) + "  " + release.getUri();
    }
}
