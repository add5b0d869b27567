package io.speecheq.app.job;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ReleaseDecisions;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.sinks.kafka.KafkaSinkOptions;
import io.speecheq.sinks.kafka.KafkaSinks;
import io.speecheq.streamfeatures.chunk.RawRecord;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The Flink job: audio, models and alert rules topics in; emotions, trajectories, calls, alerts, dead letters and what became of releases out. {@code flink run} starts its {@code main}; the command line runs the
 * same graph in its own process.
 */
public final class SpeechEqJob {

    /** The job's name on a cluster. */
    public static final String NAME = "SpeechEQ";

    private static final String BUFFER_TIMEOUT = "20 ms";

    private final JobConfiguration configuration;
    private final Release release;

    private SpeechEqJob(JobConfiguration configuration, Release release) {
        this.configuration = configuration;
        this.release = release;
    }

    /**
     * The job with that configuration, to run in this process; its network is opened once on its device, to see that it can serve.
     *
     * @throws ModelRefused when the configuration's network cannot serve
     */
    public SpeechEqJob(JobConfiguration configuration) throws ModelRefused {
        this(
                configuration,
                Release.ofFile(
                        file(configuration.model()), configuration.operators().device()));
    }

    /** Takes {@code --key value}, the keys of {@link JobConfiguration}. */
    public static void main(String[] arguments) throws Exception {
        JobConfiguration configuration = JobConfiguration.parse(arguments);
        // The machine that submits need not have the GPU of those that will run it.
        SpeechEqJob job = new SpeechEqJob(configuration, Release.ofFile(file(configuration.model())));
        new TopicSetup(configuration.connection()).createMissing();
        TransactionTimeout.check(configuration, configuration.connection());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        job.build(environment);
        environment.execute(NAME);
    }

    /** The network that it scores with. */
    public Release release() {
        return release;
    }

    /** Adds the job to an environment, and sets the environment as the job needs it. */
    public void build(StreamExecutionEnvironment environment) {
        environment.configure(operatorSettings());
        if (configuration.parallelism() > 0) {
            environment.setParallelism(configuration.parallelism());
        }
        environment.enableCheckpointing(configuration.checkpointInterval().toMillis());
        TransactionTimeout.limit(environment.getCheckpointConfig(), configuration);
        DataStream<RawRecord> audio = environment
                .fromSource(source(), WatermarkStrategy.noWatermarks(), "audio topic", RawRecord.TYPE)
                .uid("audio-topic");
        ReleaseDecisions decisions = ReleaseDecisions.about(
                new ModelsTopic(configuration).offers(environment),
                release,
                configuration.releases().stores(),
                configuration.releases().lead(),
                configuration.operators().device());
        SpeechEqGraph graph = SpeechEqGraph.over(
                audio,
                new RulesTopic(configuration).rules(environment),
                configuration.operators(),
                release,
                decisions.assignment());
        KafkaSinks sinks = new KafkaSinks(new KafkaSinkOptions(
                configuration.bootstrapServers(),
                configuration.guarantee(),
                configuration.jobName(),
                configuration.transactionTimeout(),
                configuration.kafkaSettings().values()));
        graph.emotions().sinkTo(sinks.emotions()).name("emotions topic").uid("emotions-topic");
        graph.challengerEmotions()
                .sinkTo(sinks.challengerEmotions())
                .name("challenger emotions topic")
                .uid("challenger-emotions-topic");
        graph.trajectories()
                .sinkTo(sinks.trajectories())
                .name("trajectories topic")
                .uid("trajectories-topic");
        graph.calls().sinkTo(sinks.calls()).name("calls topic").uid("calls-topic");
        graph.alerts().sinkTo(sinks.alerts()).name("alerts topic").uid("alerts-topic");
        graph.deadLetters()
                .sinkTo(sinks.deadLetters())
                .name("dead letters topic")
                .uid("dead-letters-topic");
        tell(decisions, sinks);
    }

    /** In one subtask, so that what became of a release is told in its order. */
    private void tell(ReleaseDecisions decisions, KafkaSinks sinks) {
        String jobName = configuration.jobName();
        decisions
                .statuses()
                .map(status -> ModelsTopic.record(status, jobName))
                .returns(new AvroTypeInfo<>(ModelStatus.class))
                .uid("model-status-records")
                .setParallelism(1)
                .sinkTo(sinks.modelStatuses())
                .setParallelism(1)
                .name("model status topic")
                .uid("model-status-topic");
    }

    /** What our operators rely on: real serializers for every type, records never changed after they were emitted, no watermarks. */
    public static Configuration operatorSettings() {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, java.time.Duration.ZERO);
        settings.setString(ExecutionOptions.BUFFER_TIMEOUT.key(), BUFFER_TIMEOUT);
        return settings;
    }

    private KafkaSource<RawRecord> source() {
        Properties consumer = new Properties();
        consumer.putAll(configuration.connection());
        consumer.setProperty("isolation.level", "read_committed");
        return KafkaSource.<RawRecord>builder()
                .setProperties(consumer)
                .setGroupId(configuration.jobName())
                .setClientIdPrefix(configuration.jobName())
                .setTopics(Topics.AUDIO.name())
                .setStartingOffsets(configuration.from().offsets())
                .setDeserializer(new AudioRecords())
                .build();
    }

    private static Path file(String model) {
        return model.startsWith("file:") ? Path.of(URI.create(model)) : Path.of(model);
    }
}
