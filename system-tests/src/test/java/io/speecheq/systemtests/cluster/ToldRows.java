package io.speecheq.systemtests.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.speecheq.app.history.ComparableJson;
import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.sinks.history.HistoryTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a topic tells of a table's things, as history is to keep it. Names of things are made of their keys, such as call, channel and index of a window.
 *
 * @param table which
 * @param newest the last state of each thing
 * @param ends the states that files keep, by thing and state
 */
record ToldRows(HistoryTable<?> table, Map<String, String> newest, Map<String, String> ends) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<HistoryTable<?>, List<String>> KEYS = Map.of(
            HistoryTable.EMOTION_WINDOW, List.of("callId", "channel", "index"),
            HistoryTable.CALL_TRAJECTORY, List.of("callId", "channel"),
            HistoryTable.CALL, List.of("callId"),
            HistoryTable.ALERT, List.of("callId", "channel", "rule", "episode"));

    /** All that the table's topic holds now. */
    static ToldRows of(HistoryTable<?> table, Map<String, String> connection) throws UndecodableException {
        Map<String, String> newest = new LinkedHashMap<>();
        Map<String, String> ends = new LinkedHashMap<>();
        for (SpecificRecordBase record : records(table, connection)) {
            String json = RecordJson.text(record);
            newest.put(thing(table, json), ComparableJson.of(json));
            if (HistoryTable.isFinal(record) && ends.put(state(table, json), ComparableJson.of(json)) != null) {
                throw new IllegalStateException("the topic tells twice of " + state(table, json));
            }
        }
        return new ToldRows(table, newest, ends);
    }

    private static <T extends SpecificRecordBase> List<T> records(HistoryTable<T> table, Map<String, String> connection)
            throws UndecodableException {
        SpeechEqCodec<T> codec = SpeechEqCodec.of(table.type());
        List<T> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(Map.copyOf(connection), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(table.topic().name())
                    .stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    records.add(codec.decode(record.value()));
                }
            }
        }
        return records;
    }

    /** What is wrong with what the database has: nothing where each thing is there once, in its last state. */
    List<String> faultsInDatabase(List<String> kept) {
        return faults(newest, kept.stream().collect(Collectors.groupingBy(json -> thing(table, json))));
    }

    /** What is wrong with what the files have: nothing where each state that they keep is there once. */
    List<String> faultsInFiles(List<String> kept) {
        return faults(ends, kept.stream().collect(Collectors.groupingBy(json -> state(table, json))));
    }

    private List<String> faults(Map<String, String> told, Map<String, List<String>> kept) {
        List<String> faults = new ArrayList<>();
        told.forEach((name, record) -> {
            List<String> found = kept.getOrDefault(name, List.of());
            if (found.size() != 1) {
                faults.add(table.name() + " " + name + " is there " + found.size() + " times");
            } else if (!ComparableJson.of(found.get(0)).equals(record)) {
                faults.add(table.name() + " " + name + " is " + found.get(0) + " and not " + record);
            }
        });
        kept.keySet().stream()
                .filter(name -> !told.containsKey(name))
                .forEach(name -> faults.add(table.name() + " " + name + " was never told"));
        return faults;
    }

    private static String thing(HistoryTable<?> table, String json) {
        return name(json, KEYS.getOrDefault(table, List.of()));
    }

    /** Of an alert the files keep each state. */
    private static String state(HistoryTable<?> table, String json) {
        return table.equals(HistoryTable.ALERT)
                ? thing(table, json) + " " + name(json, List.of("state"))
                : thing(table, json);
    }

    private static String name(String json, List<String> fields) {
        try {
            JsonNode record = JSON.readTree(json);
            return fields.stream().map(field -> record.path(field).asText()).collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + json, e);
        }
    }
}
