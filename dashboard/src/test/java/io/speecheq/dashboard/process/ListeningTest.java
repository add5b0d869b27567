package io.speecheq.dashboard.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningTest {

    @TempDir
    private Path folder;

    @Test
    void whatOtherMachinesReachNeedsTokensUnlessItIsMeantToBeOpen() throws Exception {
        assertThatThrownBy(() -> listening("0.0.0.0", Optional.empty(), false, Optional.empty())
                        .access())
                .hasMessage("listening on 0.0.0.0 would show calls to whoever reaches it:"
                        + " give --tokens FILE, or --open if that is meant");
        assertThat(listening("0.0.0.0", Optional.empty(), true, Optional.empty())
                        .access()
                        .isOpen())
                .isTrue();
        assertThat(listening("127.0.0.1", Optional.empty(), false, Optional.empty())
                        .access()
                        .isOpen())
                .isTrue();
        assertThat(listening("0.0.0.0", Optional.of(tokens("viewer 0123456789abcdef")), false, Optional.empty())
                        .access()
                        .isOpen())
                .isFalse();
    }

    @Test
    void instancesBehindTokensNeedOneForEachOther() throws Exception {
        Path tokens = tokens("viewer 0123456789abcdef");

        assertThatThrownBy(() -> listening("127.0.0.1", Optional.of(tokens), false, Optional.of("a:8080"))
                        .access())
                .hasMessageContaining("peer TOKEN");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> listening("127.0.0.1", Optional.of(folder.resolve("none")), false, Optional.empty())
                        .access())
                .hasMessageContaining(folder.resolve("none").toString());
        assertThatThrownBy(() -> new KeyStoreFile(folder.resolve("none.p12"), "secret").context())
                .hasMessageContaining("none.p12")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> listening("127.0.0.1", Optional.empty(), false, Optional.of("a b")))
                .hasMessageContaining("HOST:PORT");
        assertThat(new KeyStoreFile(Path.of("a.p12"), "secret").toString()).doesNotContain("secret");
    }

    @Test
    void itIsReachedByTheNamesItWasGivenAndByTheAdvertisedOne() {
        Listening listening = new Listening(
                "0.0.0.0",
                0,
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.of("node-1.example:8080"),
                List.of("calls.example"));

        assertThat(listening.hostNames()).containsExactlyInAnyOrder("calls.example", "node-1.example");
    }

    private Path tokens(String line) throws IOException {
        return Files.writeString(folder.resolve("tokens"), line + "\n");
    }

    private static Listening listening(
            String bind, Optional<Path> tokens, boolean isOpen, Optional<String> advertised) {
        return new Listening(bind, 0, Optional.empty(), tokens, isOpen, advertised, List.of());
    }
}
