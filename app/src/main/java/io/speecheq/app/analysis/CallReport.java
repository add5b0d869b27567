package io.speecheq.app.analysis;

import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.EmotionAlert;
import java.util.List;

/**
 * What the job said about one recording; channels in the order of the recording.
 *
 * @param call over its channels
 * @param alerts in the order of their begin
 */
public record CallReport(String callId, List<ChannelReport> channels, CallSummary call, List<EmotionAlert> alerts) {

    public CallReport {
        channels = List.copyOf(channels);
        alerts = List.copyOf(alerts);
    }
}
