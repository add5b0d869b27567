package io.speecheq.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    /** A piece of work, on the test's clock. */
    private record Piece(long begunNanos, long endedNanos) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void inAnyStretchOfTimeTheWorkIsItsShareAndOfOneSecondMoreAndOnePiece(long seed) {
        Random random = new Random(seed);
        double share = 0.02 + 0.9 * random.nextDouble();
        WorkBudget budget = new WorkBudget(0);
        List<Piece> pieces = new ArrayList<>();
        long nowNanos = 0;
        long longest = 0;
        for (int i = 0; i < 300; i++) {
            nowNanos += random.nextInt(10) == 0 ? random.nextLong(10 * SECOND) : 0;
            nowNanos += budget.waitNanos(share, nowNanos);
            long nanos = random.nextLong(SECOND / 5);
            longest = Math.max(longest, nanos);
            pieces.add(new Piece(nowNanos, nowNanos + nanos));
            nowNanos += nanos;
            budget.spend(nanos);
        }

        for (int from = 0; from < pieces.size(); from++) {
            long worked = 0;
            for (int to = from; to < pieces.size(); to++) {
                worked += pieces.get(to).endedNanos() - pieces.get(to).begunNanos();
                long stretch = pieces.get(to).endedNanos() - pieces.get(from).begunNanos();
                assertThat((double) worked)
                        .as("seed %d, pieces %d to %d, share %f", seed, from, to, share)
                        .isLessThanOrEqualTo(share * (stretch + SECOND) + longest + 1_000);
            }
        }
    }

    @Test
    void whoIsInDebtWaitsUntilTheShareOfTheTimeHasPaid() {
        WorkBudget budget = new WorkBudget(0);

        assertThat(budget.waitNanos(0.1, 0)).isZero();
        budget.spend(50_000_000);
        // 50 ms are the tenth of half a second, which begins with the work.
        assertThat(budget.waitNanos(0.1, 50_000_000)).isEqualTo(450_000_000);
        assertThat(budget.waitNanos(0.1, 500_000_000)).isZero();
    }

    @Test
    void aLongRestSavesNoMoreThanOneSecondGives() {
        WorkBudget budget = new WorkBudget(0);

        assertThat(budget.waitNanos(0.5, 3_600 * SECOND)).isZero();
        budget.spend(SECOND);

        assertThat(budget.waitNanos(0.5, 3_600 * SECOND)).isEqualTo(SECOND);
    }
}
