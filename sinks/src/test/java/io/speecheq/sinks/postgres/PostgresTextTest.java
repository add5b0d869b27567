package io.speecheq.sinks.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresTextTest {

    @Test
    void nulBecomesTheReplacementCharacter() {
        assertThat(PostgresText.of("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(PostgresText.jsonWithoutNul("{\"a\":\"x\\u0000y\"}")).isEqualTo("{\"a\":\"x\uFFFDy\"}");
    }

    @Test
    void anEscapedBackslashBeforeTheSameDigitsIsNoNul() {
        String json = "{\"a\":\"C:\\\\u0000\",\"b\":\"\\u0001\\n\"}";

        assertThat(PostgresText.jsonWithoutNul(json)).isEqualTo(json);
        assertThat(PostgresText.jsonWithoutNul("\"\\\\\\u0000\"")).isEqualTo("\"\\\\\uFFFD\"");
    }
}
