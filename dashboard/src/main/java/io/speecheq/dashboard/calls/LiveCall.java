package io.speecheq.dashboard.calls;

import static java.util.Comparator.comparing;

import io.speecheq.schemas.record.TrajectoryStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A call with its channels, in the order of their names; absolute state, at least one channel. */
public record LiveCall(String callId, List<LiveChannel> channels) {

    /** Newest begin first. */
    public static final Comparator<LiveCall> NEWEST_FIRST =
            comparing(LiveCall::callStart).reversed().thenComparing(LiveCall::callId);

    /** More than a call ever has; a flood of invented channels must not grow a record without bound. */
    static final int MOST_CHANNELS = 64;

    public LiveCall {
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("call " + callId + " has no channel");
        }
        channels = List.copyOf(channels);
    }

    /** Begin of the run that its newest channel belongs to. */
    public Instant callStart() {
        return channels.stream()
                .map(LiveChannel::callStart)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** ACTIVE while any channel is; else TIMED_OUT if any channel did; else COMPLETED. */
    public TrajectoryStatus status() {
        List<TrajectoryStatus> all = channels.stream().map(LiveChannel::status).toList();
        return Stream.of(TrajectoryStatus.ACTIVE, TrajectoryStatus.TIMED_OUT)
                .filter(all::contains)
                .findFirst()
                .orElse(TrajectoryStatus.COMPLETED);
    }

    public long durationMillis() {
        return channels.stream().mapToLong(LiveChannel::durationMillis).max().orElse(0);
    }

    public long updatedMillis() {
        return channels.stream().mapToLong(LiveChannel::updatedMillis).max().orElse(0);
    }

    /** That of its hottest channel, 0..4. */
    public float heat() {
        return (float) channels.stream()
                .mapToDouble(channel -> channel.heat().value())
                .max()
                .orElse(0);
    }

    /** The channel of that name. */
    public Optional<LiveChannel> channel(String name) {
        return channels.stream()
                .filter(channel -> channel.channel().equals(name))
                .findFirst();
    }

    /** With this channel in place of the one of the same name. */
    LiveCall with(LiveChannel channel) {
        Stream<LiveChannel> others =
                channels.stream().filter(other -> !other.channel().equals(channel.channel()));
        return new LiveCall(
                callId,
                Stream.concat(others, Stream.of(channel))
                        .sorted(comparing(LiveChannel::channel))
                        .limit(MOST_CHANNELS)
                        .toList());
    }

    /** Without the channel of that name; nothing when it was the only one. */
    Optional<LiveCall> without(String name) {
        List<LiveChannel> others =
                channels.stream().filter(other -> !other.channel().equals(name)).toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(new LiveCall(callId, others));
    }
}
