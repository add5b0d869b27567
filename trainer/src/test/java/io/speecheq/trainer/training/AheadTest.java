package io.speecheq.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AheadTest {
    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int failingAtTwo(int index) {
        if (index == 2) {
            throw new UnsupportedOperationException("two");
        }
        return index;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void itemsComeInOrder(int threads) throws Exception {
        List<Integer> items = new ArrayList<>();
        try (Ahead<Integer> ahead = new Ahead<>(index -> index * index, 100, threads, 7)) {
            for (int i = 0; i < 100; i++) {
                items.add(ahead.next());
            }
            assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(items).hasSize(100).isSorted().startsWith(0, 1, 4, 9).endsWith(99 * 99);
    }

    @Test
    void aLaterItemThatIsReadyFirstWaitsForItsTurn() throws Exception {
        CountDownLatch isSecondReady = new CountDownLatch(1);
        try (Ahead<Integer> ahead = new Ahead<>(
                index -> {
                    if (index == 0) {
                        await(isSecondReady);
                    } else {
                        isSecondReady.countDown();
                    }
                    return index;
                },
                2,
                2,
                2)) {
            assertThat(ahead.next()).isZero();
            assertThat(ahead.next()).isEqualTo(1);
        }
    }

    @Test
    void noMoreAreBegunThanTheLimit() throws Exception {
        Queue<Integer> begun = new ConcurrentLinkedQueue<>();
        CountDownLatch areThreeBegun = new CountDownLatch(3);
        try (Ahead<Integer> ahead = new Ahead<>(
                index -> {
                    begun.add(index);
                    areThreeBegun.countDown();
                    return index;
                },
                50,
                4,
                3)) {
            await(areThreeBegun);
            assertThat(begun).containsExactlyInAnyOrder(0, 1, 2);
            for (int i = 0; i < 50; i++) {
                ahead.next();
                assertThat(begun.size()).isLessThanOrEqualTo(i + 1 + 3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void anItemThatFailsSaysWhyInItsTurnAndTheNextFollows(int threads) throws Exception {
        try (Ahead<Integer> ahead = new Ahead<>(AheadTest::failingAtTwo, 5, threads, 2)) {
            assertThat(ahead.next()).isZero();
            assertThat(ahead.next()).isEqualTo(1);
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("step 3 could not be made ready: ")
                    .hasCauseInstanceOf(UnsupportedOperationException.class);
            assertThat(ahead.next()).isEqualTo(3);
            assertThat(ahead.next()).isEqualTo(4);
        }
    }

    @Test
    void withoutThreadsTheCallerComputesWhatItAsksFor() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        Thread caller = Thread.currentThread();
        try (Ahead<Thread> ahead = new Ahead<>(
                index -> {
                    computed.incrementAndGet();
                    return Thread.currentThread();
                },
                9,
                0,
                4)) {
            assertThat(computed).hasValue(0);
            assertThat(ahead.next()).isSameAs(caller);
            assertThat(computed).hasValue(1);
        }
    }

    @Test
    void whoeverIsInterruptedMayAskForTheItemAgain() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        try (Ahead<Integer> ahead = new Ahead<>(
                index -> {
                    await(mayGoOn);
                    return index;
                },
                1,
                1,
                1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(ahead::next).isInstanceOf(InterruptedException.class);
            mayGoOn.countDown();
            assertThat(ahead.next()).isZero();
        }
    }

    @Test
    void closingInterruptsWhatIsInWorkAndBeginsNothingMore() throws Exception {
        CountDownLatch isBegun = new CountDownLatch(1);
        CountDownLatch isInterrupted = new CountDownLatch(1);
        AtomicInteger computed = new AtomicInteger();
        Ahead<Integer> ahead = new Ahead<>(
                index -> {
                    computed.incrementAndGet();
                    isBegun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        isInterrupted.countDown();
                    }
                    return index;
                },
                10,
                1,
                5);
        await(isBegun);
        ahead.close();
        await(isInterrupted);
        assertThat(computed).hasValue(1);
        assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
    }
}
