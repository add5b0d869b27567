package io.speecheq.app.job;

import io.speecheq.inference.model.Device;
import io.speecheq.inference.window.AnalysisPolicy;
import io.speecheq.sinks.alert.RulesFile;
import io.speecheq.sinks.follow.CallOptions;
import io.speecheq.streamfeatures.channel.ChannelOptions;
import java.time.Duration;
import java.util.Set;

/**
 * What the job's operators are told, wherever its chunks come from.
 *
 * @param device where networks run
 * @param calls how whole calls are followed, and by which alert rules at first
 */
public record OperatorOptions(ChannelOptions channels, AnalysisPolicy policy, Device device, CallOptions calls) {

    /** Each module's own, the usual alert rules, and a GPU where there is one. */
    public static OperatorOptions standard() {
        return new OperatorOptions(
                ChannelOptions.standard(),
                AnalysisPolicy.standard(),
                Device.auto(),
                CallOptions.standard().withRules(RulesFile.usualText()));
    }

    /** With emotion inferred on these channels, and no others. */
    public OperatorOptions analysing(Set<String> analysed) {
        return new OperatorOptions(channels, new AnalysisPolicy(analysed, policy.minSpeechRatio()), device, calls);
    }

    /** With whole calls followed like that. */
    public OperatorOptions following(CallOptions otherCalls) {
        return new OperatorOptions(channels, policy, device, otherCalls);
    }

    /** With networks on that device. */
    public OperatorOptions on(Device other) {
        return new OperatorOptions(channels, policy, other, calls);
    }

    /** With channels that have ended once nothing has come of them for so long. */
    public OperatorOptions endingAfter(Duration idle) {
        return new OperatorOptions(channels.withIdleTimeout(idle), policy, device, calls);
    }
}
