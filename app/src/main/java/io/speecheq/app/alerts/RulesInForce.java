package io.speecheq.app.alerts;

import io.speecheq.app.events.RecordReader;
import io.speecheq.app.events.TopicUnreachableException;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AlertRules;
import io.speecheq.schemas.topic.SpeechEqSerializer;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.sinks.alert.RulesFile;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The alert rules of one Kafka: the newest record of their topic. One thread. */
public final class RulesInForce {

    private static final String KEY = "rules";

    private final Map<String, String> connection;
    private final Clock clock;

    public RulesInForce(Map<String, String> connection, Clock clock) {
        this.connection = Map.copyOf(connection);
        this.clock = clock;
    }

    /** The rules that were published last; nothing where none were, and jobs follow those of their start. */
    public Optional<AlertRules> newest() throws TopicUnreachableException {
        try (RecordReader<AlertRules> reader = RecordReader.open(connection, Topics.ALERT_RULES, AlertRules.class)) {
            List<RecordReader.Entry<AlertRules>> all = reader.all();
            return all.isEmpty() ? Optional.empty() : all.get(all.size() - 1).value();
        }
    }

    /**
     * Lets running jobs, and those to come, follow these rules, which were found valid.
     *
     * @throws TopicUnreachableException when they could not be written
     */
    public AlertRules publish(String yaml) throws TopicUnreachableException {
        // Before anything is written: a Kafka that is not there is told at once.
        newest();
        AlertRules rules = new AlertRules(yaml, RulesFile.sha256(yaml), clock.instant());
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("acks", "all");
        settings.put("client.id", "speecheq-alerts");
        try (KafkaProducer<String, AlertRules> producer = new KafkaProducer<>(
                settings, new StringSerializer(), new SpeechEqSerializer<>(SpeechEqCodec.of(AlertRules.class)))) {
            producer.send(new ProducerRecord<>(Topics.ALERT_RULES.name(), KEY, rules))
                    .get();
            return rules;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicUnreachableException("the rules were not written: interrupted");
        } catch (ExecutionException e) {
            throw new TopicUnreachableException("the rules cannot be written to " + Topics.ALERT_RULES.name() + ": "
                    + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }
}
