package io.speecheq.inference.release;

import java.io.Serializable;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The decision that a release scores audio from some point of the audio topic on.
 *
 * @param fromMillis the first timestamp, since the epoch, of the records whose windows it scores
 */
public record Activation(Release release, long fromMillis) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How Flink carries it. */
    static TypeInformation<Activation> type() {
        return Types.POJO(Activation.class, Map.of("release", Types.POJO(Release.class), "fromMillis", Types.LONG));
    }
}
