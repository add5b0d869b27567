package io.speecheq.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobTroubleTest {

    @Test
    void wordsOfOursAreTakenBeforeThoseOfALibrary() {
        String trace = """
                org.apache.flink.util.FlinkException: Task failed
                    at x.Y.z(Y.java:1)
                Caused by: io.speecheq.sinks.postgres.UnwrittenRowsException: db does not answer
                Caused by: java.net.ConnectException: Connection refused
                    ... 3 more
                """;

        assertThat(JobTrouble.innermost(trace)).isEqualTo("db does not answer");
    }

    @Test
    void elseTheInnermostCauseSpeaks() {
        String trace = "java.lang.RuntimeException: outer\nCaused by: java.io.IOException: No space left: on device\n";

        assertThat(JobTrouble.innermost(trace)).isEqualTo("No space left: on device");
    }
}
