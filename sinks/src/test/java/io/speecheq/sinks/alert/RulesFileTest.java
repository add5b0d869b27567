package io.speecheq.sinks.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.speecheq.schemas.record.AlertSeverity;
import io.speecheq.schemas.record.EmotionCategory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesFileTest {

    @Test
    void theRulesThatComeWithSpeechEqAreValid() {
        assertThat(RulesFile.usual().names())
                .containsExactly(
                        "angry customer",
                        "distressed customer",
                        "heated customer",
                        "rising tension",
                        "dead air",
                        "agent interrupts",
                        "ends in anger",
                        "mostly negative call");
        assertThat(RulesFile.usual().sha256()).isEmpty();
    }

    @Test
    void aRuleIsReadKeyByKey() throws Exception {
        AlertRuleBook book = RulesFile.parse("""
                rules:
                  - name: calm close
                    channel: agent
                    when: share
                    emotion: [joy, trust]
                    at-most: 0.25
                    from: 50 %
                    to: 100%
                    not: true
                    moment: after-call
                    severity: info
                  - name: quick
                    when: silence
                    channel: call
                    at-least: 2.5
                    for: 800ms
                    from: 1m
                """);

        assertThat(book.rules())
                .containsExactly(
                        new AlertRule(
                                "calm close",
                                "agent",
                                Measure.SHARE,
                                Set.of(EmotionCategory.JOY, EmotionCategory.TRUST),
                                false,
                                0.25,
                                0,
                                new CallRange(true, 0.5, 1),
                                true,
                                true,
                                AlertSeverity.INFO),
                        new AlertRule(
                                "quick",
                                "call",
                                Measure.SILENCE,
                                Set.of(EmotionCategory.values()),
                                true,
                                2.5,
                                800,
                                new CallRange(false, 60_000, Double.POSITIVE_INFINITY),
                                false,
                                false,
                                AlertSeverity.WARNING));
        assertThat(book.sha256()).hasSize(64);
    }

    @Test
    void everyProblemIsToldWithItsLine() {
        assertThat(problems("""
                        rules:
                          - name: one
                            when: emotion
                            emotion: [anger, rage]
                            at-least: 1.5
                            for: soon
                          - name: one
                            when: loudness
                            at-least: 3
                            at-most: 5
                            colour: red
                          - name: three
                            when: share
                            emotion: joy
                            at-least: 0.5
                            from: 50%
                          - just words
                        """))
                .containsExactly(
                        "line 6: 'for': 'soon' is no time such as 800ms, 5s or 2m",
                        "line 4: 'emotion': 'rage' is none of neutral, trust, joy, anticipation, anger, disgust, sadness,"
                                + " surprise, fear",
                        "line 5: the threshold of emotion lies in 0..1, not at 1.5",
                        "line 11: there is no 'colour' in a rule; there are name, channel, when, emotion, at-least, at-most,"
                                + " for, from, to, not, moment, severity",
                        "line 8: 'when': 'loudness' is none of emotion, share, intensity, trend, silence, interruption",
                        "line 7: a rule has either 'at-least' or 'at-most'",
                        "line 16: shares of a call are known after it: write 'moment: after-call', or times",
                        "line 17: a rule is a list of 'key: value', beginning with 'name'");
    }

    @Test
    void whatIsNoRulesFileIsSaid() {
        assertThat(problems("")).containsExactly("line 1: the file is empty; write 'rules:' and a list of rules");
        assertThat(problems("- a\n- b\n")).containsExactly("line 1: the file must be 'rules:' and a list of rules");
        assertThat(problems("rules:\n  - name: 'a\n"))
                .singleElement()
                .asString()
                .startsWith("line ")
                .contains("not YAML");
        assertThat(problems("rules: 5\n")).containsExactly("line 1: 'rules' must be a list, each rule behind a dash");
        assertThat(
                        problems(
                                "rules:\n  - name: a\n    when: silence\n    at-least: 3\n  - name: a\n    when: silence\n    at-least: 4\n"))
                .containsExactly("line 5: a rule before it is named 'a' too");
    }

    @Test
    void aKeyThatStandsTwiceIsSaid() {
        assertThat(problems("""
                        rules:
                          - name: one
                            when: silence
                            at-least: 3
                            name: two
                            when: silence
                            at-least: 4
                        """))
                .containsExactly(
                        "line 5: 'name' stands in this rule twice; is a '- ' missing before the next one?",
                        "line 6: 'when' stands in this rule twice; is a '- ' missing before the next one?",
                        "line 7: 'at-least' stands in this rule twice; is a '- ' missing before the next one?");
    }

    @Test
    void twoListsOfRulesAreSaid() {
        assertThat(problems("""
                        rules:
                          - {name: one, when: silence, at-least: 3}
                        rules:
                          - {name: one, when: silence, at-least: 4}
                        """)).containsExactly("line 3: 'rules:' stands in the file twice; make them one list");
    }

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(InvalidRulesException.class, () -> RulesFile.parse(yaml))
                .problems();
    }
}
