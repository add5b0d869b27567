package io.speecheq.sinks.follow;

import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.EmotionAlert;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What {@link EmotionsToCalls} gives. */
public record CallStreams(DataStream<CallSummary> calls, DataStream<EmotionAlert> alerts) {}
