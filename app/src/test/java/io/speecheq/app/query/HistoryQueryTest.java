package io.speecheq.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryQueryTest {

    @TempDir
    private Path folder;

    @Test
    void tablesWithoutFilesAreEmptyAndHaveTheirColumns() throws Exception {
        assertThat(
                        answer(
                                "SELECT count(*) FROM emotion_window w JOIN call c USING (callId) WHERE w.emotion.category = 'JOY'"))
                .containsExactly("count_star()", "0");
        assertThat(answer("SELECT column_name, column_type FROM (DESCRIBE alert)"))
                .contains("callStart,TIMESTAMP WITH TIME ZONE", "day,DATE", "episode,INTEGER")
                .contains("evidence,\"STRUCT(\"\"name\"\" VARCHAR, \"\"value\"\" FLOAT)[]\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP VIEW call",
                "COPY (SELECT 1) TO 'x.csv'",
                "CREATE TABLE t (x INT)",
                "PRAGMA version",
                "ATTACH 'x.db'",
                "INSTALL httpfs"
            })
    void nothingButAQuestionIsTaken(String sql) {
        assertThatThrownBy(() -> answer(sql))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageStartingWith("only SELECT");
    }

    @Test
    void oneQuestionAtATime() {
        assertThatThrownBy(() -> answer("SELECT 1; SELECT 2")).hasMessage("ask one question at a time");
    }

    @Test
    void nothingOutsideOfTheFolderIsRead() throws Exception {
        Path outside = Files.writeString(Files.createTempFile("outside", ".csv"), "a\n1\n");
        try {
            assertThatThrownBy(() -> answer("SELECT * FROM read_csv('" + outside + "')"))
                    .hasMessageContaining("Permission Error");
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void anErrorIsDuckDbsInOneLine() {
        assertThatThrownBy(() -> answer("SELECT callI FROM call"))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageStartingWith("the query failed: Binder Error: Referenced column \"callI\" not found")
                .hasMessageContaining("Candidate bindings")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> answer("SELEC 1")).hasMessageStartingWith("the query failed: syntax error");
    }

    @Test
    void aFolderThatIsNotThereIsToldSo() {
        assertThatThrownBy(() -> HistoryQuery.over(folder.resolve("nowhere")))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageStartingWith("there is no folder ");
    }

    @Test
    void valuesAreQuotedWhereTheyMustBeAndCommentsAtTheEndDoNoHarm() throws Exception {
        assertThat(answer("SELECT 'a,\"b' AS x, NULL AS y, 1.5::FLOAT AS z; -- done"))
                .containsExactly("x,y,z", "\"a,\"\"b\",,1.5");
        List<String> json = new ArrayList<>();
        try (HistoryQuery query = HistoryQuery.over(folder)) {
            query.answer("SELECT 1 AS one -- done", RowForm.json(json::add));
        }
        assertThat(json).containsExactly("{\"one\":1}");
    }

    private List<String> answer(String sql) throws Exception {
        List<String> lines = new ArrayList<>();
        try (HistoryQuery query = HistoryQuery.over(folder)) {
            query.answer(sql, RowForm.csv(lines::add));
        }
        return lines;
    }
}
