package io.speecheq.app.history;

import io.speecheq.app.job.InvalidConfigurationException;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.sinks.history.HistorySinks;
import io.speecheq.sinks.history.HistorySources;
import io.speecheq.sinks.history.HistorySources.Begin;
import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.sinks.parquet.ParquetSinks;
import io.speecheq.sinks.postgres.PostgresAddress;
import io.speecheq.sinks.postgres.PostgresSinks;
import io.speecheq.sinks.postgres.PostgresTables;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink job that writes what the topics tell of calls to one place. Each place has a job of its own, so that one which is away holds up no other; the
 * job begins again, for as long as it takes, and the topics keep what waits. {@code flink run} starts its {@code main}.
 */
public final class HistoryJob {

    static final String TO_POSTGRES = "SpeechEQ history in PostgreSQL";
    static final String TO_PARQUET = "SpeechEQ history in Parquet files";

    private static final Duration POSTGRES_CHECKPOINTS = Duration.ofSeconds(10);

    private final String name;
    private final HistorySources sources;
    private final HistorySinks sinks;
    private final Duration checkpointInterval;
    private final int parallelism;

    private HistoryJob(
            String name, HistorySources sources, HistorySinks sinks, Duration checkpointInterval, int parallelism) {
        this.name = name;
        this.sources = sources;
        this.sinks = sinks;
        this.checkpointInterval = checkpointInterval;
        this.parallelism = parallelism;
    }

    static HistoryJob toPostgres(HistoryConfiguration configuration, PostgresAddress address) {
        return new HistoryJob(
                TO_POSTGRES,
                new HistorySources(
                        configuration.connection(),
                        configuration.jobName() + HistorySources.POSTGRES_GROUP,
                        Begin.WHERE_GROUP_STOPPED),
                new PostgresSinks(address),
                POSTGRES_CHECKPOINTS,
                configuration.parallelism());
    }

    static HistoryJob toParquet(HistoryConfiguration configuration, Path folder) {
        return new HistoryJob(
                TO_PARQUET,
                new HistorySources(
                        configuration.connection(),
                        configuration.jobName() + HistorySources.PARQUET_GROUP,
                        Begin.OLDEST_RECORD),
                new ParquetSinks(folder),
                configuration.roll(),
                configuration.parallelism());
    }

    /** Takes {@code --key value}, the options of {@code speecheq history}: one place a job. */
    public static void main(String[] arguments) throws Exception {
        HistoryConfiguration configuration = HistoryConfiguration.parse(arguments, System.getenv());
        if (configuration.postgres().isPresent() && configuration.parquet().isPresent()) {
            throw new InvalidConfigurationException(
                    List.of("a job writes to one place: submit one with --postgres and one with --parquet"));
        }
        new TopicSetup(configuration.connection()).createMissing();
        HistoryJob job;
        if (configuration.postgres().isPresent()) {
            PostgresTables.migrate(configuration.postgres().get());
            job = toPostgres(configuration, configuration.postgres().get());
        } else {
            job = toParquet(configuration, new Path(configuration.parquet().orElseThrow()));
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        job.build(environment);
        environment.execute(job.name());
    }

    /** Its name on a cluster. */
    String name() {
        return name;
    }

    /** Adds the job to an environment, and sets the environment as the job needs it. */
    void build(StreamExecutionEnvironment environment) {
        environment.configure(settings());
        environment.setParallelism(parallelism);
        environment.enableCheckpointing(checkpointInterval.toMillis());
        for (HistoryTable<?> table : HistoryTable.all()) {
            add(environment, table);
        }
    }

    private <T extends SpecificRecordBase> void add(StreamExecutionEnvironment environment, HistoryTable<T> table) {
        DataStream<T> records = environment
                .fromSource(
                        sources.of(table),
                        WatermarkStrategy.noWatermarks(),
                        table.topic().name(),
                        new AvroTypeInfo<>(table.type()))
                .uid("topic-" + table.name());
        sinks.write(records, table);
    }

    /** Records of ours are never changed after they were emitted, and a place that is away is tried again for as long as it takes. */
    private static Configuration settings() {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(15));
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        return settings;
    }
}
