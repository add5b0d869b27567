package io.speecheq.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNamesTest {

    @Test
    void monoIsTheCustomer() {
        assertThat(ChannelNames.standard().of(1)).containsExactly(Optional.of("customer"));
    }

    @Test
    void leftIsTheCustomerRightTheAgentAndOthersAreNumbered() {
        assertThat(ChannelNames.standard().of(4))
                .extracting(Optional::orElseThrow)
                .containsExactly("customer", "agent", "channel3", "channel4");
    }

    @Test
    void givenNamesWin() {
        assertThat(ChannelNames.parse("agent, customer,-").of(3))
                .containsExactly(Optional.of("agent"), Optional.of("customer"), Optional.empty());
    }

    @Test
    void anotherNumberOfNamesThanChannelsIsAnError() {
        assertThatThrownBy(() -> ChannelNames.parse("agent,customer").of(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 1 channel, but --channels names 2 (agent,customer)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,", "a,a", "-", "-,-", "a,b\u0000"})
    void namesThatCannotBeAreErrors(String list) {
        assertThatThrownBy(() -> ChannelNames.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }
}
