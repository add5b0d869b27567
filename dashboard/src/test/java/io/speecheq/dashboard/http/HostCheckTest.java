package io.speecheq.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {

    private static final InetAddress ANYWHERE = new InetSocketAddress(0).getAddress();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "127.0.0.1:8080",
                "192.168.1.20",
                "[::1]:8080",
                "[2001:db8::7]",
                "calls.example:8080",
                "CALLS.example"
            })
    void anOpenServerAnswersToAddressesAndToItsNames(String host) {
        assertThat(new HostCheck(ANYWHERE, true, Set.of("Calls.Example")).accepts(host))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "1.2.3.4.5",
                "[::1].evil.example",
                "calls.example.evil.example",
                ":8080",
                ""
            })
    void anOpenServerAnswersToNoOtherName(String host) {
        assertThat(new HostCheck(ANYWHERE, true, Set.of("calls.example")).accepts(host))
                .isFalse();
        assertThat(new HostCheck(InetAddress.getLoopbackAddress(), false, Set.of()).accepts(host))
                .isFalse();
    }

    @Test
    void whoeverAsksForTokensAnswersToEveryName() {
        assertThat(new HostCheck(ANYWHERE, false, Set.of()).accepts("calls.example"))
                .isTrue();
    }

    @Test
    void aRequestWithoutAHostIsNoBrowsers() {
        assertThat(new HostCheck(ANYWHERE, true, Set.of()).accepts(null)).isFalse();
    }
}
