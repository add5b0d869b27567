package io.speecheq.inference.release;

import io.speecheq.schemas.record.ReleaseOutcome;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What the job did with a release. Its words may be a stranger's, as those of a refused offer are: they are cut to what every
 * broker takes in a record, so that no offer stops the job.
 *
 * @param reason one line
 * @param atMillis when, since the epoch, by the job's clock
 */
public record ReleaseStatus(
        String name, String version, String sha256, ReleaseOutcome outcome, String reason, long atMillis) {

    private static final int LONGEST_NAME = 200;
    private static final int HASH_DIGITS = 64;
    private static final int LONGEST_REASON = 1_000;

    public ReleaseStatus {
        name = cut(name, LONGEST_NAME);
        version = cut(version, LONGEST_NAME);
        sha256 = cut(sha256, HASH_DIGITS);
        reason = cut(reason, LONGEST_REASON);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    /** How Flink carries it. */
    static TypeInformation<ReleaseStatus> type() {
        return Types.POJO(
                ReleaseStatus.class,
                Map.of(
                        "name", Types.STRING,
                        "version", Types.STRING,
                        "sha256", Types.STRING,
                        "outcome", Types.ENUM(ReleaseOutcome.class),
                        "reason", Types.STRING,
                        "atMillis", Types.LONG));
    }

    static ReleaseStatus of(Release release, ReleaseOutcome outcome, String reason, long atMillis) {
        return new ReleaseStatus(release.name(), release.version(), release.sha256(), outcome, reason, atMillis);
    }

    static ReleaseStatus refused(ReleaseOffer offer, String reason, long atMillis) {
        return new ReleaseStatus(
                offer.name(), offer.version(), offer.sha256(), ReleaseOutcome.REFUSED, reason, atMillis);
    }

    /** For the log. */
    String line() {
        return "Release " + name + ":" + version + " " + outcome.name().toLowerCase(Locale.ROOT) + ": " + reason;
    }
}
