package io.speecheq.inference.release;

import io.speecheq.schemas.record.ReleaseOutcome;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What the job did with a release.
 *
 * @param reason one line
 * @param atMillis when, since the epoch, by the job's clock
 */
public record ReleaseStatus(
        String name, String version, String sha256, ReleaseOutcome outcome, String reason, long atMillis) {

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
