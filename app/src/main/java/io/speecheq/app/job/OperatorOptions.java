package io.speecheq.app.job;

import io.speecheq.inference.window.AnalysisPolicy;
import io.speecheq.streamfeatures.channel.ChannelOptions;
import java.time.Duration;
import java.util.Set;

/** What the job's operators are told, wherever its chunks come from. */
public record OperatorOptions(ChannelOptions channels, AnalysisPolicy policy) {

    /** Each module's own. */
    public static OperatorOptions standard() {
        return new OperatorOptions(ChannelOptions.standard(), AnalysisPolicy.standard());
    }

    /** With emotion inferred on these channels, and no others. */
    public OperatorOptions analysing(Set<String> analysed) {
        return new OperatorOptions(channels, new AnalysisPolicy(analysed, policy.minSpeechRatio()));
    }

    /** With channels that have ended once nothing has come of them for so long. */
    public OperatorOptions endingAfter(Duration idle) {
        return new OperatorOptions(channels.withIdleTimeout(idle), policy);
    }
}
