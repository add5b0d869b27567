package io.speecheq.app.analysis;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/** What comes out of a bounded run, or goes into it, on one stream: a kind and its bytes. */
enum Outcome {
    /** An AudioChunk, encoded. */
    CHUNK,
    /** A line of UTF-8 about a recording that could be used only in part. */
    WARNING,
    /** An EmotionWindow, encoded. */
    WINDOW,
    /** A CallTrajectory, encoded. */
    TRAJECTORY,
    /** A CallSummary, encoded. */
    CALL,
    /** An EmotionAlert, encoded. */
    ALERT,
    /** A line of UTF-8 about a chunk that the operators refused. */
    REFUSAL;

    static final TypeInformation<Tuple2<String, byte[]>> TYPE =
            Types.TUPLE(Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE));

    Tuple2<String, byte[]> of(byte[] bytes) {
        return Tuple2.of(name(), bytes);
    }

    boolean isOf(Tuple2<String, byte[]> tagged) {
        return tagged.f0.equals(name());
    }
}
