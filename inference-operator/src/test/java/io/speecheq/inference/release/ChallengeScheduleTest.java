package io.speecheq.inference.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeScheduleTest {

    private static final Release CHAMPION = ReleaseScheduleTest.release(0);
    private static final Release FIRST = ReleaseScheduleTest.release(1);
    private static final Release SECOND = ReleaseScheduleTest.release(2);

    private static final List<String> CALLS =
            IntStream.range(0, 10_000).mapToObj(i -> "call-" + i).toList();

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9})
    void itsShareOfTheCallsIsTaken(double share) {
        Challenge challenge = new Challenge(FIRST, share, 0);

        double taken = CALLS.stream().filter(challenge::takes).count() / (double) CALLS.size();

        // Four standard deviations of a share of 10,000 independent calls.
        assertThat(taken).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / CALLS.size())));
    }

    @Test
    void theCallsOfASmallerShareAreAmongThoseOfALargerWhoeverChallenges() {
        Challenge small = new Challenge(FIRST, 0.1, 0);
        Challenge large = new Challenge(SECOND, 0.3, 5);

        assertThat(CALLS.stream().filter(small::takes)).isNotEmpty().allMatch(large::takes);
    }

    @Test
    void allCallsAreTakenByAWholeShareAndNoneByOneThatIsOver() {
        assertThat(CALLS).allMatch(new Challenge(FIRST, 1, 0)::takes);
        assertThat(CALLS).noneMatch(new Challenge(FIRST, 0, 0)::takes);
    }

    @Test
    void audioIsChallengedByTheNewestThatHadBegunWhenItWasStamped() {
        ChallengeSchedule schedule = ChallengeSchedule.empty()
                .with(new Challenge(FIRST, 1, 1_000))
                .with(new Challenge(SECOND, 1, 2_000))
                .with(new Challenge(SECOND, 0, 3_000));

        assertThat(schedule.at(999, "call", CHAMPION)).isEmpty();
        assertThat(schedule.at(1_000, "call", CHAMPION)).map(Challenge::release).contains(FIRST);
        assertThat(schedule.at(1_999, "call", CHAMPION)).map(Challenge::release).contains(FIRST);
        assertThat(schedule.at(2_000, "call", CHAMPION)).map(Challenge::release).contains(SECOND);
        assertThat(schedule.at(3_000, "call", CHAMPION)).isEmpty();
    }

    @Test
    void noneChallengesItself() {
        ChallengeSchedule schedule = ChallengeSchedule.empty().with(new Challenge(FIRST, 1, 1_000));

        assertThat(schedule.at(1_000, "call", FIRST)).isEmpty();
    }

    @Test
    void aDecisionThatIsKnownChangesNothingAndAnEarlierOneIsAnError() {
        ChallengeSchedule schedule = ChallengeSchedule.empty().with(new Challenge(FIRST, 1, 1_000));

        assertThat(schedule.with(new Challenge(FIRST, 1, 1_000))).isEqualTo(schedule);
        assertThatThrownBy(() -> schedule.with(new Challenge(SECOND, 1, 1_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsBoundedAndKeepsTheNewest() {
        ChallengeSchedule schedule = ChallengeSchedule.empty();
        for (int i = 1; i <= ChallengeSchedule.MOST + 10; i++) {
            schedule = schedule.with(new Challenge(FIRST, 0.5, i));
        }

        assertThat(schedule.challenges()).hasSize(ChallengeSchedule.MOST);
        assertThat(schedule.newest()).map(Challenge::fromMillis).contains(ChallengeSchedule.MOST + 10L);
    }

    @Test
    void itComesBackFromItsBytes() throws IOException {
        ChallengeSchedule schedule = ChallengeSchedule.empty()
                .with(new Challenge(FIRST, 0.1, 1L << 40))
                .with(new Challenge(FIRST, 0, 1L << 41));

        assertThat(StateFormat.value(StateFormat.bytes(schedule::writeTo), ChallengeSchedule::readFrom))
                .isEqualTo(schedule);
    }
}
