package io.speecheq.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoryKeyTest {

    @Test
    void anOrdinaryKeyReadsAsCallAndChannel() {
        assertThat(new TrajectoryKey("call-17", "customer").text()).isEqualTo("call-17/customer");
    }

    @Test
    void noTwoPairsShareAKeyAndEveryKeyIsParsedBack() {
        String[] letters = {"a", "/", "%", "2", "F", "5", "\n", "é", "😀"};
        Random random = new Random(1);
        Map<String, TrajectoryKey> seen = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            TrajectoryKey key = new TrajectoryKey(text(letters, random), text(letters, random));
            TrajectoryKey other = seen.put(key.text(), key);
            assertThat(other == null || other.equals(key))
                    .as("%s and %s", key, other)
                    .isTrue();
            assertThat(TrajectoryKey.parse(key.bytes())).contains(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "call", "a/b/c", "a%/b", "a%2f/b", "a%41/b", "a/b%"})
    void aTextThatIsNoKeyGivesNothing(String text) {
        assertThat(TrajectoryKey.parse(text)).isEmpty();
    }

    @Test
    void aLongTextIsParsedInOneGo() {
        TrajectoryKey key = new TrajectoryKey("%/".repeat(50_000), "x");

        assertThat(TrajectoryKey.parse(key.text())).contains(key);
    }

    private static String text(String[] letters, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }
}
