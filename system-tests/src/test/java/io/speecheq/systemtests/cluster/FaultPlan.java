package io.speecheq.systemtests.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which faults come when: all from a seed.
 *
 * @param faults in their order
 */
record FaultPlan(long seed, List<Fault> faults) {

    private static final int LONGEST_ABSENCE_MILLIS = 2_000;

    /** Longer than Flink's heartbeat timeout here: some of those that stand still are given up, and come back all the same. */
    private static final int LONGEST_PAUSE_MILLIS = 11_000;

    FaultPlan {
        faults = List.copyOf(faults);
    }

    /** So many kills, of each role in turn and in a random order, with a pause and a restart in every round of four. */
    static FaultPlan seeded(long seed, int kills) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        for (int killed = 0; killed < kills; ) {
            List<Fault> round = new ArrayList<>();
            List<Role> roles = new ArrayList<>(Arrays.asList(Role.values()));
            Collections.shuffle(roles, random);
            for (Role role : roles.subList(0, Math.min(roles.size(), kills - killed))) {
                round.add(fault(Fault.Kind.KILL, role, random));
            }
            killed += round.size();
            round.add(fault(Fault.Kind.PAUSE, anyRole(random), random));
            round.add(fault(Fault.Kind.RESTART, anyRole(random), random));
            Collections.shuffle(round, random);
            faults.addAll(round);
        }
        return new FaultPlan(seed, faults);
    }

    private static Role anyRole(Random random) {
        List<Role> roles = Arrays.asList(Role.values());
        return roles.get(random.nextInt(roles.size()));
    }

    private static Fault fault(Fault.Kind kind, Role role, Random random) {
        long forMillis = kind == Fault.Kind.PAUSE
                ? 1_000 + random.nextInt(LONGEST_PAUSE_MILLIS - 1_000)
                : random.nextInt(LONGEST_ABSENCE_MILLIS);
        return new Fault(kind, role, random.nextInt(2), 1_000 + random.nextInt(5_000), forMillis);
    }
}
