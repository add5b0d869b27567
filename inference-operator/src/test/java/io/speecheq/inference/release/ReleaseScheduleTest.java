package io.speecheq.inference.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReleaseScheduleTest {

    private static final Release FIRST = release(0);
    private static final Release SECOND = release(1);

    static Release release(int number) {
        return new Release(
                "net", String.valueOf(number), "file:///store/" + number + ".onnx", "%064x".formatted(number));
    }

    @Test
    void audioIsScoredByTheNewestReleaseThatWasActiveWhenItWasStamped() {
        ReleaseSchedule schedule = ReleaseSchedule.always(FIRST)
                .with(new Activation(SECOND, 1_000))
                .with(new Activation(FIRST, 2_000));

        assertThat(schedule.at(0)).isEqualTo(FIRST);
        assertThat(schedule.at(999)).isEqualTo(FIRST);
        assertThat(schedule.at(1_000)).isEqualTo(SECOND);
        assertThat(schedule.at(1_999)).isEqualTo(SECOND);
        assertThat(schedule.at(2_000)).isEqualTo(FIRST);
    }

    @Test
    void theFirstThatIsLeftTakesOverOlderAudio() {
        ReleaseSchedule schedule = ReleaseSchedule.always(FIRST)
                .with(new Activation(SECOND, 1_000))
                .withoutFirst();

        assertThat(schedule.at(0)).isEqualTo(SECOND);
    }

    @Test
    void aDecisionThatIsKnownChangesNothingAndAnEarlierOneIsAnError() {
        ReleaseSchedule schedule = ReleaseSchedule.always(FIRST).with(new Activation(SECOND, 1_000));

        assertThat(schedule.with(new Activation(SECOND, 1_000))).isEqualTo(schedule);
        assertThatThrownBy(() -> schedule.with(new Activation(FIRST, 1_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsBoundedAndKeepsTheNewest() {
        ReleaseSchedule schedule = ReleaseSchedule.always(FIRST);
        for (int i = 1; i <= ReleaseSchedule.MOST + 10; i++) {
            schedule = schedule.with(new Activation(release(i), i));
        }

        assertThat(schedule.activations()).hasSize(ReleaseSchedule.MOST);
        assertThat(schedule.newest().fromMillis()).isEqualTo(ReleaseSchedule.MOST + 10);
        assertThat(StateFormat.bytes(schedule::writeTo)).hasSizeLessThan(200_000);
    }

    @Test
    void itComesBackFromItsBytes() throws IOException {
        ReleaseSchedule schedule = ReleaseSchedule.always(FIRST).with(new Activation(SECOND, 1L << 40));

        assertThat(StateFormat.value(StateFormat.bytes(schedule::writeTo), ReleaseSchedule::readFrom))
                .isEqualTo(schedule);
    }

    @Test
    void bytesOfALaterVersionAreRefused() {
        byte[] bytes = StateFormat.bytes(ReleaseSchedule.always(FIRST)::writeTo);
        bytes[0] = 2;

        assertThatThrownBy(() -> StateFormat.value(bytes, ReleaseSchedule::readFrom))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run the version of the job that wrote it");
    }
}
