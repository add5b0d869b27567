package io.speecheq.inference.release;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.schemas.record.ReleaseRole;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What a record of the models topic says; nothing of it is believed yet.
 *
 * @param share of calls, for a challenger
 * @param recordMillis the record's timestamp, since the epoch, by the broker's clock
 */
public record ReleaseOffer(
        String name, String version, String uri, String sha256, ReleaseRole role, double share, long recordMillis) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_URI = 4_000;

    /** How Flink carries it. */
    public static TypeInformation<ReleaseOffer> type() {
        return Types.POJO(
                ReleaseOffer.class,
                Map.of(
                        "name", Types.STRING,
                        "version", Types.STRING,
                        "uri", Types.STRING,
                        "sha256", Types.STRING,
                        "role", Types.ENUM(ReleaseRole.class),
                        "share", Types.DOUBLE,
                        "recordMillis", Types.LONG));
    }

    /**
     * The release that is offered.
     *
     * @throws ModelRefused when there can be none with these words
     */
    Release release() throws ModelRefused {
        if (name.length() > LONGEST_NAME || version.length() > LONGEST_NAME || uri.length() > LONGEST_URI) {
            throw new ModelRefused("name and version must have " + LONGEST_NAME + " characters at most and the uri "
                    + LONGEST_URI + ", they have " + name.length() + ", " + version.length() + " and " + uri.length()
                    + ": publish it again");
        }
        try {
            return new Release(name, version, uri, sha256);
        } catch (IllegalArgumentException e) {
            throw new ModelRefused(e.getMessage() + ": publish it again");
        }
    }
}
