package io.speecheq.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final String VIEWERS = "0123456789abcdef-viewer";
    private static final String SUPERVISORS = "0123456789abcdef-supervisor";

    @Test
    void aTokenOpensWhatItsLineSays() {
        Tokens tokens = Tokens.parse(List.of(
                "# the wall in the hall", "viewer " + VIEWERS, "", "supervisor sha256:" + Tokens.sha256(SUPERVISORS)));

        assertThat(tokens.role(VIEWERS)).contains(Role.VIEWER);
        assertThat(tokens.role(SUPERVISORS)).contains(Role.SUPERVISOR);
        assertThat(tokens.role(VIEWERS + "x")).isEmpty();
        assertThat(tokens.role("")).isEmpty();
        assertThat(tokens.role("sha256:" + Tokens.sha256(SUPERVISORS))).isEmpty();
        assertThat(tokens.role(Tokens.sha256(SUPERVISORS))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "viewer",
                "viewer short",
                "boss 0123456789abcdef",
                "viewer 0123456789abcdef more",
                "viewer sha256:12",
                "peer sha256:0123456789012345678901234567890123456789012345678901234567890123"
            })
    void aLineThatCannotBeMeantIsRefusedWithoutTellingTheToken(String line) {
        assertThatThrownBy(() -> Tokens.parse(List.of(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token")
                .hasMessageNotContaining("0123456789");
    }

    @Test
    void aPersonCannotSignInWithThePeersToken() {
        Access access = Access.by(Tokens.parse(List.of("peer 0123456789abcdef-peer")));

        assertThat(access.signIn("0123456789abcdef-peer")).isEmpty();
        assertThat(access.role(Optional.of("0123456789abcdef-peer"), Optional.empty()))
                .contains(Role.PEER);
    }

    @Test
    void aSessionEndsOnItsOwn() {
        Instant[] now = {Instant.EPOCH};
        Sessions sessions = new Sessions(new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }
        });
        String session = sessions.begin(Role.VIEWER);
        assertThat(sessions.role(session)).contains(Role.VIEWER);
        now[0] = Instant.EPOCH.plus(Sessions.LIFETIME);

        assertThat(sessions.role(session)).isEmpty();
    }
}
