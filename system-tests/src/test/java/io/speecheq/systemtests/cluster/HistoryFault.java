package io.speecheq.systemtests.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What befalls history, or the database that it writes to.
 *
 * @param afterMillis since the fault before was over, and history was seen to get on
 * @param forMillis how long it is away or stands still
 */
record HistoryFault(Kind kind, long afterMillis, long forMillis) {

    private static final int A_ROUND = 4;
    private static final int LONGEST_ABSENCE_MILLIS = 1_500;

    /** Some kills come soon; others late enough for a checkpoint of the job that writes to the database, one every 10 s. */
    private static final int SOON_MILLIS = 2_000;

    private static final int LATE_MILLIS = 12_000;

    /** How. */
    enum Kind {
        /** {@code kill -9} of history, and a new start. */
        KILL,
        /** {@code kill -STOP} of history, and {@code kill -CONT}. */
        PAUSE,
        /** The database is stopped, and started again. */
        NO_DATABASE
    }

    /** All from a seed: so many kills, with a pause and an absence of the database in every round of four. */
    static List<HistoryFault> seeded(long seed, int kills) {
        Random random = new Random(seed);
        List<HistoryFault> plan = new ArrayList<>();
        for (int killed = 0; killed < kills; killed += A_ROUND) {
            List<HistoryFault> round = new ArrayList<>();
            for (int i = killed; i < Math.min(killed + A_ROUND, kills); i++) {
                round.add(kill(random));
            }
            round.add(new HistoryFault(Kind.PAUSE, random.nextInt(3_000), 1_000 + random.nextInt(6_000)));
            round.add(new HistoryFault(Kind.NO_DATABASE, random.nextInt(3_000), 2_000 + random.nextInt(5_000)));
            Collections.shuffle(round, random);
            plan.addAll(round);
        }
        return plan;
    }

    private static HistoryFault kill(Random random) {
        int within = random.nextBoolean() ? SOON_MILLIS : LATE_MILLIS;
        return new HistoryFault(Kind.KILL, random.nextInt(within), random.nextInt(LONGEST_ABSENCE_MILLIS));
    }
}
