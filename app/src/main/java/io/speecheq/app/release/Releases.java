package io.speecheq.app.release;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.app.events.RecordReader;
import io.speecheq.app.events.TopicUnreachableException;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.SpeechEqModel;
import io.speecheq.inference.release.Release;
import io.speecheq.schemas.codec.RecordTrust;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.record.ReleaseOutcome;
import io.speecheq.schemas.record.ReleaseRole;
import io.speecheq.schemas.topic.SpeechEqSerializer;
import io.speecheq.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The releases of one Kafka: publishes networks and gives them their roles. One thread. */
public final class Releases {

    /** As long as {@link Topics#MODEL_STATUS} keeps what jobs said. */
    private static final Duration STATUSES_KEPT = Duration.ofDays(30);

    private final Map<String, String> connection;
    private final Clock clock;

    public Releases(Map<String, String> connection, Clock clock) {
        // A release's builder makes records before any codec has.
        RecordTrust.grant();
        this.connection = Map.copyOf(connection);
        this.clock = clock;
    }

    /** What the models topic says now. */
    public ReleaseBook book() throws TopicUnreachableException {
        Map<String, ReleaseBook.Entry> byKey = new HashMap<>();
        try (RecordReader<ModelRelease> reader = RecordReader.open(connection, Topics.MODELS, ModelRelease.class)) {
            for (RecordReader.Entry<ModelRelease> entry : reader.all()) {
                entry.value()
                        .ifPresentOrElse(
                                release -> byKey.put(entry.key(), new ReleaseBook.Entry(release, entry.at())),
                                () -> byKey.remove(entry.key()));
            }
        }
        return new ReleaseBook(byKey);
    }

    /** What jobs said, the oldest first. */
    public List<ModelStatus> statuses() throws TopicUnreachableException {
        try (RecordReader<ModelStatus> reader = RecordReader.open(connection, Topics.MODEL_STATUS, ModelStatus.class)) {
            return reader.all().stream()
                    .flatMap(entry -> entry.value().stream())
                    .toList();
        }
    }

    /** Listens, from now on, to what jobs say. */
    public StatusWatch watch() throws TopicUnreachableException {
        RecordReader<ModelStatus> reader = RecordReader.open(connection, Topics.MODEL_STATUS, ModelStatus.class);
        reader.skipToEnd();
        return new StatusWatch(reader, clock);
    }

    /**
     * Puts a network into a store and offers it; no job uses it yet.
     *
     * @throws ModelRefused when no job could serve with it
     * @throws ReleaseFailedException when it cannot be stored, or another network has its name and version
     */
    public ModelRelease publish(Path onnx, ModelStore store)
            throws ModelRefused, ReleaseFailedException, TopicUnreachableException {
        byte[] bytes = read(onnx);
        ModelRelease release;
        try (SpeechEqModel model = SpeechEqModel.open(onnx, FeatureSpec.standard())) {
            release = ModelRelease.newBuilder()
                    .setName(model.card().name())
                    .setVersion(model.card().version())
                    .setUri("")
                    .setSha256(Release.sha256(bytes))
                    .setCard(model.card().toJson())
                    .build();
        }
        String title = ReleaseBook.title(release);
        Optional<ModelRelease> before = book().find(title);
        if (before.isPresent() && !before.get().getSha256().equals(release.getSha256())) {
            throw new ReleaseFailedException(title + " is published already, with other bytes ("
                    + before.get().getSha256().substring(0, 12) + "): export the network under another version");
        }
        release.setUri(store.put(bytes));
        write(title, release);
        return release;
    }

    private static byte[] read(Path onnx) throws ModelRefused {
        try {
            return Files.readAllBytes(onnx);
        } catch (IOException e) {
            throw new ModelRefused(onnx + " cannot be read: name an ONNX file that the trainer exported");
        }
    }

    /**
     * Makes a published release the one that is to score every window; gives whom to go back to where jobs refuse it: the champion before, and
     * where that is this release itself and no job has taken it yet, the one that it replaced.
     */
    public Optional<ModelRelease> promote(String title) throws ReleaseFailedException, TopicUnreachableException {
        ReleaseBook book = book();
        ModelRelease release = book.published(title);
        Optional<ModelRelease> champion = book.champion();
        boolean isChampion =
                champion.map(ReleaseBook::title).filter(title::equals).isPresent();
        write(
                ReleaseBook.CHAMPION,
                inRole(release, ReleaseRole.CHAMPION, 0)
                        .setReplaced(replaced(champion, isChampion))
                        .build());
        return isChampion && !isTaken(champion.get()) ? replacedBy(champion.get(), book) : champion;
    }

    /** Whether a job has said that it serves with the champion, since that was promoted; also where it was so long ago that nobody knows. */
    private boolean isTaken(ModelRelease champion) throws TopicUnreachableException {
        Instant promotedAt = champion.getPromotedAt();
        if (promotedAt == null || promotedAt.isBefore(clock.instant().minus(STATUSES_KEPT))) {
            return true;
        }
        return statuses().stream()
                .filter(status -> status.getOutcome() == ReleaseOutcome.LOADED)
                .filter(status -> status.getSha256().equals(champion.getSha256()))
                .anyMatch(status -> !status.getAt().isBefore(promotedAt));
    }

    private Optional<ModelRelease> replacedBy(ModelRelease champion, ReleaseBook book) {
        return Optional.ofNullable(champion.getReplaced())
                .flatMap(book::find)
                .map(former -> inRole(former, ReleaseRole.CHAMPION, 0).build());
    }

    /**
     * Names the champion before again, after jobs refused a promotion: so the topic says what serves, to jobs that start
     * anew and to a rollback. Does nothing where another was promoted meanwhile.
     */
    public void takeBack(String title, Optional<ModelRelease> before)
            throws ReleaseFailedException, TopicUnreachableException {
        if (book().champion().map(ReleaseBook::title).filter(title::equals).isPresent()) {
            write(ReleaseBook.CHAMPION, before.orElse(null));
        }
    }

    /** The champion before; one that is promoted again keeps the one before it. */
    private static @Nullable String replaced(Optional<ModelRelease> champion, boolean isChampion) {
        return champion.map(before -> isChampion ? before.getReplaced() : ReleaseBook.title(before))
                .orElse(null);
    }

    /**
     * The release that a rollback brings back.
     *
     * @throws ReleaseFailedException when there was no champion before
     */
    public ModelRelease former() throws ReleaseFailedException, TopicUnreachableException {
        ReleaseBook book = book();
        ModelRelease champion = book.champion()
                .orElseThrow(() -> new ReleaseFailedException(
                        "no release was promoted yet: jobs serve with the network that they were started with"));
        String replaced = champion.getReplaced();
        if (replaced == null) {
            throw new ReleaseFailedException("the topic names no champion before " + ReleaseBook.title(champion)
                    + ": promote the release to go back to, one of ./speecheq releases list");
        }
        return book.published(replaced);
    }

    /**
     * Lets a published release score beside the champion; gives the challenger before, if that is another.
     *
     * @param share of calls, over 0 to 1
     * @throws ReleaseFailedException when there is no such release, or it is the champion
     */
    public Optional<ModelRelease> challenge(String title, double share)
            throws ReleaseFailedException, TopicUnreachableException {
        ReleaseBook book = book();
        ModelRelease release = book.published(title);
        if (book.champion()
                .filter(champion -> champion.getSha256().equals(release.getSha256()))
                .isPresent()) {
            throw new ReleaseFailedException(title + " is the champion, and cannot challenge itself");
        }
        write(
                ReleaseBook.CHALLENGER,
                inRole(release, ReleaseRole.CHALLENGER, share).build());
        return book.challenger().filter(before -> !ReleaseBook.title(before).equals(title));
    }

    /** Names the challenger before again, after jobs refused one. Does nothing where another challenges meanwhile. */
    public void takeBackChallenge(String title, Optional<ModelRelease> before)
            throws ReleaseFailedException, TopicUnreachableException {
        if (book().challenger().map(ReleaseBook::title).filter(title::equals).isPresent()) {
            write(ReleaseBook.CHALLENGER, before.orElse(null));
        }
    }

    /** Ends the challenge; gives who it was, if there was one. */
    public Optional<ModelRelease> endChallenge() throws ReleaseFailedException, TopicUnreachableException {
        Optional<ModelRelease> challenger = book().challenger();
        if (challenger.isPresent()) {
            write(
                    ReleaseBook.CHALLENGER,
                    inRole(challenger.get(), ReleaseRole.CHALLENGER, 0).build());
        }
        return challenger;
    }

    private ModelRelease.Builder inRole(ModelRelease release, ReleaseRole role, double share) {
        return ModelRelease.newBuilder(release)
                .setRole(role)
                .setShare(share)
                .setPromotedAt(clock.instant())
                .setReplaced(null);
    }

    /** @param release nothing deletes the key's record */
    private void write(String key, @Nullable ModelRelease release) throws ReleaseFailedException {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("acks", "all");
        settings.put("client.id", "speecheq-releases");
        try (KafkaProducer<String, ModelRelease> producer = new KafkaProducer<>(
                settings, new StringSerializer(), new SpeechEqSerializer<>(SpeechEqCodec.of(ModelRelease.class)))) {
            producer.send(new ProducerRecord<>(Topics.MODELS.name(), key, release))
                    .get();
        } catch (ExecutionException e) {
            throw new ReleaseFailedException(
                    "Kafka did not take the record with the key " + key + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReleaseFailedException("interrupted while Kafka took the record", e);
        }
    }
}
