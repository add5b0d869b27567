package io.speecheq.trainer.phonemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CMU Pronouncing Dictionary as it is published, where it lies beside the repository. */
class SharedDictionaryTest {
    private static final Path DATA = Path.of(System.getProperty("speecheq.shared", "none"), "data");
    private static final Path FILE = DATA.resolve("CMUdict").resolve("cmudict.dict");

    private static CmuDict dictionary;

    @BeforeAll
    static void readTheDictionary() throws Exception {
        assumeTrue(Files.isRegularFile(FILE), "no CMU Pronouncing Dictionary beside the repository");
        dictionary = CmuDict.read(FILE);
    }

    @Test
    void theInventoryIsThatOfTheDictionary() throws Exception {
        assertThat(PhonemeInventory.ENGLISH.symbols().subList(1, 85))
                .isEqualTo(Files.readAllLines(FILE.resolveSibling("cmudict.symbols")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kids are talking by the door",
                "Dogs are sitting by the door",
                "It's twenty-one, isn't it?",
                "42 at 10:30 a.m."
            })
    void aSentenceIsCovered(String text) {
        assertThat(dictionary.pronounce(text).missing()).isEmpty();
    }

    @Test
    void theTextsOfAn4AreCovered() throws Exception {
        TreeMap<String, Integer> missing = new TreeMap<>();
        int texts = 0;
        for (String name : new String[] {"an4_train.json", "an4_val.json"}) {
            Path table = DATA.resolve("speech").resolve("AN4-fragment").resolve(name);
            try (MappingIterator<JsonNode> lines =
                    new ObjectMapper().readerFor(JsonNode.class).readValues(table.toFile())) {
                while (lines.hasNext()) {
                    String text = lines.next().required("text").asText();
                    dictionary.pronounce(text).missing().forEach(word -> missing.merge(word, 1, Integer::sum));
                    texts++;
                }
            }
        }

        assertThat(texts).isPositive();
        assertThat(missing).isEmpty();
    }
}
