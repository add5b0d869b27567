package io.speecheq.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final TopicPartition WORDS = new TopicPartition("words", 0);

    @TempDir
    private Path folder;

    @Test
    void keepsItsRecordsWhenItsFolderIsReopenedOnAnotherPort() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedBroker.freePort())) {
            createTopic(broker);
            produce(broker, "before");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedBroker.freePort())) {
            produce(broker, "after");

            assertThat(consume(broker, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws Exception {
        int port = EmbeddedBroker.freePort();
        try (var taken = new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
                    .isInstanceOf(BrokerFailedException.class)
                    .hasMessage("port " + port + " is taken: choose another one");
        }
    }

    @Test
    void saysInOneLineThatItsFolderIsInUse() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedBroker.freePort())) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");

            assertThatThrownBy(() -> EmbeddedBroker.start(folder, EmbeddedBroker.freePort()))
                    .isInstanceOf(BrokerFailedException.class)
                    .hasMessage(folder + " is in use by another process: stop it, or choose another folder");
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(WORDS.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void produce(EmbeddedBroker broker, String word) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(WORDS.topic(), word.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static List<String> consume(EmbeddedBroker broker, int count) {
        List<String> words = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(WORDS));
            consumer.seekToBeginning(List.of(WORDS));
            while (words.size() < count) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> words.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return words;
    }
}
