package io.speecheq.dashboard.calls;

import static io.speecheq.dashboard.calls.DrivenCalls.silentWindow;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RibbonTest {

    @Test
    void aWindowIsThreeCharacters() {
        Ribbon ribbon = Ribbon.EMPTY.with(window("a", "c", 0)).with(silentWindow("a", "c", 1));

        assertThat(ribbon).isEqualTo(new Ribbon(0, "J" + (char) ('0' + 25) + (char) ('0' + 4) + "n00"));
    }

    @Test
    void aWindowThatIsMissingIsFilledInWhenItComes() {
        Ribbon holed = Ribbon.EMPTY.with(silentWindow("a", "c", 7)).with(silentWindow("a", "c", 9));
        assertThat(holed).isEqualTo(new Ribbon(7, "n00-00n00"));

        assertThat(holed.with(silentWindow("a", "c", 8))).isEqualTo(new Ribbon(7, "n00n00n00"));
    }

    @Test
    void onlyTheNewestAreKept() {
        Ribbon ribbon = Ribbon.EMPTY;
        for (int i = 0; i < 500; i++) {
            ribbon = ribbon.with(silentWindow("a", "c", i));
        }

        assertThat(ribbon.from()).isEqualTo(500 - Ribbon.MOST);
        assertThat(ribbon.end()).isEqualTo(500);
        assertThat(ribbon.with(window("a", "c", 3))).isEqualTo(ribbon);
        assertThat(ribbon.last(2)).isEqualTo(new Ribbon(498, "n00n00"));
        assertThat(ribbon.last(-7)).isEqualTo(new Ribbon(500, ""));
    }
}
