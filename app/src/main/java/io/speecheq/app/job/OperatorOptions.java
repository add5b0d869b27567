package io.speecheq.app.job;

import io.speecheq.inference.model.Device;
import io.speecheq.inference.window.AnalysisPolicy;
import io.speecheq.streamfeatures.channel.ChannelOptions;
import java.time.Duration;
import java.util.Set;

/**
 * What the job's operators are told, wherever its chunks come from.
 *
 * @param device where networks run
 */
public record OperatorOptions(ChannelOptions channels, AnalysisPolicy policy, Device device) {

    /** Each module's own, and a GPU where there is one. */
    public static OperatorOptions standard() {
        return new OperatorOptions(ChannelOptions.standard(), AnalysisPolicy.standard(), Device.auto());
    }

    /** With emotion inferred on these channels, and no others. */
    public OperatorOptions analysing(Set<String> analysed) {
        return new OperatorOptions(channels, new AnalysisPolicy(analysed, policy.minSpeechRatio()), device);
    }

    /** With networks on that device. */
    public OperatorOptions on(Device other) {
        return new OperatorOptions(channels, policy, other);
    }

    /** With channels that have ended once nothing has come of them for so long. */
    public OperatorOptions endingAfter(Duration idle) {
        return new OperatorOptions(channels.withIdleTimeout(idle), policy, device);
    }
}
