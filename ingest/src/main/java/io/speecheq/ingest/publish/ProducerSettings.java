package io.speecheq.ingest.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How chunks are sent. */
final class ProducerSettings {

    /** 16 MiB: about half an hour of one channel at 8 kHz. */
    static final int BUFFER_BYTES = 16 << 20;

    private static final int BATCH_BYTES = 128 << 10;
    private static final int LINGER_MILLIS = 5;
    /** A broker may restart within this time without a call being lost. */
    private static final int PATIENCE_MILLIS = 120_000;

    private ProducerSettings() {}

    /** The settings, which what the caller wants overrides. */
    static Map<String, Object> over(Map<String, String> wanted) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "speecheq-ingest");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) PATIENCE_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.putAll(wanted);
        return settings;
    }
}
