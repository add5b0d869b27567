package io.speecheq.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.history.ComparableJson;
import io.speecheq.sinks.history.HistoryTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToldRowsTest {

    private static final String FIRST = "{\"callId\":\"a\",\"channel\":\"agent\",\"index\":0,\"levelDbfs\":-20.5}";
    private static final String SECOND = "{\"callId\":\"a\",\"channel\":\"agent\",\"index\":1,\"levelDbfs\":-30.0}";
    private static final String RAISED =
            "{\"callId\":\"a\",\"channel\":\"agent\",\"rule\":\"rage\",\"episode\":1,\"state\":\"RAISED\"}";
    private static final String CLEARED = RAISED.replace("RAISED", "CLEARED");

    private static final Map<String, String> TOLD =
            Map.of("a agent 0", ComparableJson.of(FIRST), "a agent 1", ComparableJson.of(SECOND));
    private static final ToldRows WINDOWS = new ToldRows(HistoryTable.EMOTION_WINDOW, TOLD, TOLD);

    @Test
    void eachOnceInWhateverOrderIsAllThatIsAskedFor() {
        assertThat(WINDOWS.faultsInDatabase(List.of(SECOND, FIRST))).isEmpty();
        assertThat(WINDOWS.faultsInFiles(List.of(SECOND.replace("30.0", "30"), FIRST)))
                .isEmpty();
    }

    @Test
    void aRowThatIsMissingOrThereTwiceIsNamed() {
        assertThat(WINDOWS.faultsInDatabase(List.of(FIRST)))
                .containsExactly("emotion_window a agent 1 is there 0 times");
        assertThat(WINDOWS.faultsInFiles(List.of(FIRST, SECOND, FIRST)))
                .containsExactly("emotion_window a agent 0 is there 2 times");
    }

    @Test
    void aRowThatSaysSomethingElseOrWasNeverToldIsNamed() {
        assertThat(WINDOWS.faultsInDatabase(List.of(FIRST, SECOND.replace("30.0", "31.0"))))
                .singleElement()
                .asString()
                .startsWith("emotion_window a agent 1 is {");
        assertThat(WINDOWS.faultsInFiles(List.of(FIRST, SECOND, FIRST.replace("\"a\"", "\"b\""))))
                .containsExactly("emotion_window b agent 0 was never told");
    }

    @Test
    void ofAnAlertTheDatabaseKeepsTheLastStateAndTheFilesKeepEach() {
        ToldRows alerts = new ToldRows(
                HistoryTable.ALERT,
                Map.of("a agent rage 1", ComparableJson.of(CLEARED)),
                Map.of(
                        "a agent rage 1 RAISED", ComparableJson.of(RAISED),
                        "a agent rage 1 CLEARED", ComparableJson.of(CLEARED)));

        assertThat(alerts.faultsInDatabase(List.of(CLEARED))).isEmpty();
        assertThat(alerts.faultsInDatabase(List.of(RAISED))).hasSize(1);
        assertThat(alerts.faultsInFiles(List.of(RAISED, CLEARED))).isEmpty();
        assertThat(alerts.faultsInFiles(List.of(CLEARED)))
                .containsExactly("alert a agent rage 1 RAISED is there 0 times");
    }
}
