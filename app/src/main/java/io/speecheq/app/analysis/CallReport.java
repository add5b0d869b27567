package io.speecheq.app.analysis;

import java.util.List;

/** What the job said about one recording; channels in the order of the recording. */
public record CallReport(String callId, List<ChannelReport> channels) {

    public CallReport {
        channels = List.copyOf(channels);
    }
}
