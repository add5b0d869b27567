package io.speecheq.dashboard.stage;

import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.dashboard.stage.SyntheticChannel.Mood;
import io.speecheq.schemas.record.AlertSeverity;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.ChannelSummary;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.Interruption;
import io.speecheq.schemas.record.SpeechStretch;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A call of two channels that follows from its seed: turns, interruptions, a mood that turns, an alert when it gets hot. */
public final class SyntheticCall {

    private static final float HOT = 2.1f;
    private static final List<EmotionCategory> CATEGORIES = List.of(EmotionCategory.values());
    private static final int TELL_EVERY = 5;

    /** Moods that follow on each other, a letter each as in a ribbon, and its intensity. */
    private static final List<String> STORIES = List.of(
            "N0 A1 G1 G3 G3 S2 T1 J2",
            "N0 T1 J2 J3 T2",
            "A2 F2 F3 S2 N0 T2",
            "N0 D1 D2 G2 D1 N0",
            "S2 S3 S2 N0 T1",
            "N0 U2 J2 U3 J3 T2",
            "T1 A2 A3 J3 T2",
            "N0 N0 A1 D1 N0 T1",
            "G2 G3 F2 G3 G2 N0 T1");

    private final String callId;
    private final Instant callStart;
    private final int seconds;
    private final SyntheticChannel customer;
    private final SyntheticChannel agent;
    private final List<Interruption> interruptions = new ArrayList<>();
    private int second;
    private int hotSince = -1;
    private int episode;
    private int revision;

    /**
     * @param seconds how long it lasts
     * @param analysesAgent whether both channels are analysed, or the customer alone
     */
    public SyntheticCall(String callId, Instant callStart, int seconds, boolean analysesAgent, long seed) {
        Random random = new Random(seed);
        this.callId = callId;
        this.callStart = callStart;
        this.seconds = seconds;
        List<SpeechStretch> customers = new ArrayList<>();
        List<SpeechStretch> agents = new ArrayList<>();
        turns(random, customers, agents);
        this.customer = new SyntheticChannel(
                callId,
                "customer",
                callStart,
                true,
                moods(random, random.nextInt(STORIES.size())),
                customers,
                seed + 1);
        this.agent = new SyntheticChannel(
                callId, "agent", callStart, analysesAgent, moods(random, 1 + random.nextInt(2) * 6), agents, seed + 2);
    }

    public String callId() {
        return callId;
    }

    public boolean isOver() {
        return second >= seconds;
    }

    /** The next second of it. */
    public void next(DrivenCalls calls) {
        if (isOver()) {
            return;
        }
        calls.accept(customer.next());
        calls.accept(agent.next());
        second++;
        alert(calls);
        if (second % TELL_EVERY == 0 || isOver() || second == 1) {
            TrajectoryStatus status = isOver() ? TrajectoryStatus.COMPLETED : TrajectoryStatus.ACTIVE;
            calls.accept(customer.trajectory(status));
            calls.accept(agent.trajectory(status));
            calls.accept(summary(isOver() ? CallStatus.COMPLETED : CallStatus.UPDATED));
        }
    }

    private void turns(Random random, List<SpeechStretch> customers, List<SpeechStretch> agents) {
        long at = 300L + random.nextInt(900);
        boolean isAgent = true;
        while (at < seconds * 1_000L) {
            long end = at + 900 + (long) (Math.abs(random.nextGaussian()) * 4_200);
            (isAgent ? agents : customers).add(new SpeechStretch(at, end));
            long pause = random.nextInt(5) == 0 ? -700L - random.nextInt(600) : 150L + random.nextInt(1_500);
            pause = random.nextInt(14) == 0 ? 4_000L + random.nextInt(3_000) : pause;
            if (pause < 0) {
                interruptions.add(new Interruption(
                        isAgent ? "customer" : "agent", isAgent ? "agent" : "customer", end + pause, -pause));
            }
            at = end + pause;
            isAgent = !isAgent;
        }
    }

    private static List<Mood> moods(Random random, int story) {
        List<Mood> moods = new ArrayList<>();
        int at = 0;
        for (int round = 0; round < 6; round++) {
            for (String mood : STORIES.get(story).split(" ", -1)) {
                EmotionCategory category = CATEGORIES.get("NTJAGDSUF".indexOf(mood.charAt(0)));
                moods.add(new Mood(at, category, 0.5 + mood.charAt(1) - '0'));
                at += 9 + random.nextInt(18);
            }
        }
        return moods;
    }

    private void alert(DrivenCalls calls) {
        boolean isHot = customer.distress() > HOT;
        if (isHot && hotSince < 0) {
            hotSince = second;
        } else if (isHot && second - hotSince == 4) {
            episode++;
            calls.accept(alert(AlertState.RAISED));
        } else if (!isHot && hotSince >= 0 && second - hotSince > 12) {
            calls.accept(alert(AlertState.CLEARED));
            hotSince = -1;
        } else if (!isHot && hotSince >= 0 && second - hotSince < 4) {
            hotSince = -1;
        }
    }

    private EmotionAlert alert(AlertState state) {
        return EmotionAlert.newBuilder()
                .setRule("distress-lasts")
                .setCallId(callId)
                .setChannel("customer")
                .setCallStart(callStart)
                .setFromMillis(hotSince * 1_000L)
                .setToMillis(second * 1_000L)
                .setValue(customer.distress())
                .setState(state)
                .setSeverity(episode > 1 ? AlertSeverity.CRITICAL : AlertSeverity.WARNING)
                .setEpisode(Math.max(1, episode))
                .setThreshold(HOT)
                .setMessage("distress over " + HOT + " for " + (second - hotSince) + " s")
                .build();
    }

    private CallSummary summary(CallStatus status) {
        revision++;
        long duration = (second + 2) * 1_000L;
        List<SpeechStretch> customers = customer.spokenUntil(duration);
        List<SpeechStretch> agents = agent.spokenUntil(duration);
        List<Interruption> heard = interruptions.stream()
                .filter(one -> one.getAtMillis() < duration)
                .toList();
        long overlap = heard.stream().mapToLong(Interruption::getOverlapMillis).sum();
        long talk = Math.min(duration, millis(customers) + millis(agents) - overlap);
        return CallSummary.newBuilder()
                .setCallId(callId)
                .setCallStart(callStart)
                .setStatus(status)
                .setRevision(revision)
                .setDurationMillis(duration)
                .setTalkMillis(talk)
                .setOverlapMillis(overlap)
                .setNonTalkMillis(duration - talk)
                .setLongestSilenceMillis(Math.min(duration - talk, 6_200))
                .setLongestSilenceAtMillis(duration / 3)
                .setChannels(List.of(
                        channel("agent", agents, millis(customers) + millis(agents), duration, heard),
                        channel("customer", customers, millis(customers) + millis(agents), duration, heard)))
                .setInterruptions(heard.subList(Math.max(0, heard.size() - 64), heard.size()))
                .build();
    }

    private static ChannelSummary channel(
            String name, List<SpeechStretch> spoken, long all, long duration, List<Interruption> heard) {
        long own = millis(spoken);
        return ChannelSummary.newBuilder()
                .setChannel(name)
                .setStatus(TrajectoryStatus.ACTIVE)
                .setWindows((int) (duration / 1_000))
                .setDurationMillis(duration)
                .setTalkMillis(own)
                .setTalkRatio(all == 0 ? 0f : own / (float) all)
                .setUtterances(spoken.size())
                .setLongestUtteranceMillis(spoken.stream()
                        .mapToLong(stretch -> stretch.getEndMillis() - stretch.getStartMillis())
                        .max()
                        .orElse(0))
                .setInterruptions((int)
                        heard.stream().filter(one -> one.getBy().equals(name)).count())
                .setResponses(spoken.size())
                .setMeanResponseMillis(spoken.isEmpty() ? null : 740L + name.length() * 31L)
                .setLongestResponseMillis(spoken.isEmpty() ? null : 4_100L)
                .build();
    }

    private static long millis(List<SpeechStretch> stretches) {
        return stretches.stream()
                .mapToLong(stretch -> stretch.getEndMillis() - stretch.getStartMillis())
                .sum();
    }
}
