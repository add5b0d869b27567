package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybackTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.84, 1.0, 1.1892, 2.0})
    void aToneIsReadBetweenItsSamples(double ratio) {
        int count = (int) (48000 / ratio);
        float[] played = Playback.play(Probe.tone(1000), ratio, count);
        for (int n = 100; n < count - 100; n++) {
            double exact = 0.3 * Math.sin(2 * Math.PI * 1000 * n * ratio / 16000);
            assertThat((double) played[n]).as("sample %d", n).isCloseTo(exact, within(3e-4));
        }
    }

    @Test
    void whatWouldFoldIsGone() {
        float[] played = Playback.play(Probe.tone(7500), 1.2, 40000);
        assertThat(Probe.decibels(played, Probe.tone(7500))).isLessThan(-45);
    }

    @Test
    void pastItsEndASoundIsSilent() {
        float[] played = Playback.play(Probe.noise(100, new Random(1)), 1.5, 300);
        for (int n = 100; n < 300; n++) {
            assertThat(played[n]).isZero();
        }
    }
}
