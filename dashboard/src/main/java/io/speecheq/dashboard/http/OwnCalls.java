package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.calls.CallStory;
import io.speecheq.dashboard.calls.CallsView;
import io.speecheq.dashboard.calls.LiveCall;
import io.speecheq.dashboard.calls.LiveChannel;
import io.speecheq.dashboard.calls.NotReadyException;
import io.speecheq.schemas.record.EmotionAlert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This instance's share of the calls; where no calls fell to it, its lists are empty and wait for nothing. */
final class OwnCalls implements CallBook {

    private static final Comparator<EmotionAlert> NEWEST_FIRST = Comparator.comparing(
                    (EmotionAlert alert) -> alert.getCallStart().toEpochMilli() + alert.getFromMillis())
            .reversed()
            .thenComparing(EmotionAlert::getCallId)
            .thenComparing(EmotionAlert::getRule);

    private final CallsView view;
    private final Instances instances;

    OwnCalls(CallsView view, Instances instances) {
        this.view = view;
        this.instances = instances;
    }

    @Override
    public Listing calls() throws NotReadyException {
        if (!instances.hasShare()) {
            return Listing.of(List.of());
        }
        Map<String, CallStory> stories = new HashMap<>();
        view.stories().forEach(story -> stories.put(story.callId(), story));
        return Listing.of(view.calls().stream()
                .map(call -> CallJson.call(call, Optional.ofNullable(stories.get(call.callId()))))
                .toList());
    }

    @Override
    public Optional<ObjectNode> call(String callId) throws NotReadyException {
        Optional<LiveCall> call = view.call(callId);
        return call.isEmpty()
                ? Optional.empty()
                : Optional.of(CallJson.call(call.get(), view.trajectories(call.get()), view.story(callId)));
    }

    @Override
    public Optional<ObjectNode> windows(String callId, WindowRange range) throws NotReadyException {
        Optional<LiveCall> call = view.call(callId);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode answer = CallJson.windows(callId, call.get().callStart());
        for (LiveChannel channel : call.get().channels()) {
            if (range.asksFor(channel.channel())) {
                CallJson.addWindows(
                        answer, channel.channel(), view.windows(call.get(), channel, range.from(), range.most()));
            }
        }
        return Optional.of(answer);
    }

    @Override
    public Listing alerts() throws NotReadyException {
        if (!instances.hasShare()) {
            return Listing.of(List.of());
        }
        List<EmotionAlert> alerts = new ArrayList<>();
        view.stories().forEach(story -> alerts.addAll(story.alerts()));
        alerts.sort(NEWEST_FIRST);
        return Listing.of(alerts.stream().map(CallJson::alert).toList());
    }
}
