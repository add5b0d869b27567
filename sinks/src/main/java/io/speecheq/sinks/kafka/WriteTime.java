package io.speecheq.sinks.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The header that says when the job wrote a record: epoch milliseconds as text. Wall-clock time has no other place, since
 * equal input must give equal keys and values.
 */
final class WriteTime {

    static final String HEADER = "speecheq.written-at";

    private WriteTime() {}

    static List<Header> header(WallClock clock) {
        byte[] value = Long.toString(clock.millis()).getBytes(StandardCharsets.US_ASCII);
        return List.of(new RecordHeader(HEADER, value));
    }
}
