package io.speecheq.app.ledger;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the topics into the ledger, and past the offline run; what cannot be read is a problem. One thread. */
final class LedgerRecords {

    private final SpeechEqCodec<EmotionWindow> windows = SpeechEqCodec.of(EmotionWindow.class);
    private final SpeechEqCodec<CallTrajectory> trajectories = SpeechEqCodec.of(CallTrajectory.class);
    private final SpeechEqCodec<CallSummary> calls = SpeechEqCodec.of(CallSummary.class);
    private final RecordDigest digest = new RecordDigest();
    private final Predicate<String> isWanted;
    private final OfflineRun offline;
    private final Problems problems;

    /**
     * Records of the wanted calls.
     *
     * @param isWanted takes a call id
     */
    LedgerRecords(Predicate<String> isWanted, OfflineRun offline, Problems problems) {
        this.isWanted = isWanted;
        this.offline = offline;
        this.problems = problems;
    }

    void window(ConsumerRecord<byte[], byte[]> record, Ledger ledger) {
        if (record.value() == null) {
            return;
        }
        try {
            EmotionWindow window = windows.decode(record.value());
            if (!isWanted.test(window.getCallId())) {
                return;
            }
            ledger.accept(new LedgerWindow(
                    new ChannelAccount(
                            window.getCallId(),
                            window.getChannel(),
                            window.getCallStart().toEpochMilli()),
                    window.getIndex(),
                    window.getStartMillis(),
                    window.getEndMillis(),
                    window.getEmotion() != null,
                    digest.of(record.value())));
            offline.compareWindow(window.getCallId(), window.getChannel(), window.getIndex(), window, problems);
        } catch (UndecodableException e) {
            unreadable(record, e);
        }
    }

    /** A record without a value forgets the channel. */
    void trajectory(ConsumerRecord<byte[], byte[]> record, Ledger ledger) {
        if (record.value() == null) {
            Optional.ofNullable(record.key())
                    .flatMap(TrajectoryKey::parse)
                    .filter(key -> isWanted.test(key.callId()))
                    .ifPresent(ledger::forgetChannel);
            return;
        }
        try {
            CallTrajectory trajectory = trajectories.decode(record.value());
            if (!isWanted.test(trajectory.getCallId())) {
                return;
            }
            boolean isFinal = trajectory.getStatus() == TrajectoryStatus.COMPLETED
                    || trajectory.getStatus() == TrajectoryStatus.TIMED_OUT;
            ledger.accept(new LedgerTrajectory(
                    new ChannelAccount(
                            trajectory.getCallId(),
                            trajectory.getChannel(),
                            trajectory.getCallStart().toEpochMilli()),
                    isFinal,
                    trajectory.getRevision(),
                    trajectory.getWindows(),
                    trajectory.getDurations().getTotalMillis(),
                    trajectory.getDurations().getAssessedMillis(),
                    digest.of(record.value())));
            if (isFinal) {
                offline.compareTrajectory(trajectory.getCallId(), trajectory.getChannel(), trajectory, problems);
            }
        } catch (UndecodableException e) {
            unreadable(record, e);
        }
    }

    /** As above, a record without a value forgets the call. */
    void call(ConsumerRecord<byte[], byte[]> record, Ledger ledger) {
        if (record.value() == null) {
            if (record.key() != null) {
                ledger.forgetCall(new String(record.key(), StandardCharsets.UTF_8));
            }
            return;
        }
        try {
            CallSummary call = calls.decode(record.value());
            if (isWanted.test(call.getCallId())) {
                boolean isFinal = call.getStatus() == CallStatus.COMPLETED || call.getStatus() == CallStatus.TIMED_OUT;
                SortedMap<String, Integer> windows = new TreeMap<>();
                call.getChannels().forEach(channel -> windows.put(channel.getChannel(), channel.getWindows()));
                ledger.accept(new LedgerCall(call.getCallId(), isFinal, call.getRevision(), windows));
            }
        } catch (UndecodableException e) {
            unreadable(record, e);
        }
    }

    private void unreadable(ConsumerRecord<byte[], byte[]> record, UndecodableException why) {
        problems.add(
                Problem.UNREADABLE,
                record.topic() + "-" + record.partition() + " offset " + record.offset() + ": " + why.getMessage());
    }
}
