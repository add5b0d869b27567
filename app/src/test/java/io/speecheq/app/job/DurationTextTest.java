package io.speecheq.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"500ms,500", "3s,3000", "1.5s,1500", "2m,120000", "1h,3600000", "PT3S,3000", "0s,0", "' 3 s',3000"})
    void readsWhatPeopleWrite(String text, long millis) {
        assertThat(DurationText.parse(text).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0ms", "250ms", "1s", "90s", "2m", "1h", "25h"})
    void writesWhatItReads(String text) {
        assertThat(DurationText.of(DurationText.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "three seconds", "-3s", "PT-3S", "3 days", "1e9s"})
    void saysHowToWriteWhatItCannotRead(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write 500ms, 3s, 2m or 1h");
    }
}
