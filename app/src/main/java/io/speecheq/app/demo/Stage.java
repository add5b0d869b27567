package io.speecheq.app.demo;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.history.History;
import io.speecheq.app.history.HistoryConfiguration;
import io.speecheq.app.job.AudioEnds;
import io.speecheq.app.job.DataFolder;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.dashboard.process.Dashboard;
import io.speecheq.dashboard.process.DashboardConfig;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a live call needs, in this process: broker and topics, the job, the dashboard. Broker and job are made ready side by side, since
 * most of the time goes into loading their classes.
 */
record Stage(Map<String, String> connection, SpeechEqJob job, RunningJob running, Dashboard dashboard) {

    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final int USUAL_PORT = 8080;
    private static final int PARTITIONS = 4;

    static Stage set(DemoOptions options, Lifetime lifetime) throws Exception {
        long begunNanos = System.nanoTime();
        DataFolder folder = lifetime.owns(DataFolder.of(options.data()));
        int brokerPort = EmbeddedBroker.freePort();
        String servers = options.bootstrapServers().orElse("127.0.0.1:" + brokerPort);
        JobConfiguration configuration = options.jobAt(servers);
        FutureTask<String> topics = inBackground("broker", () -> {
            if (options.bootstrapServers().isEmpty()) {
                lifetime.owns(EmbeddedBroker.start(folder.kafka(), brokerPort));
                new TopicSetup(configuration.connection()).createMissing(PARTITIONS);
            } else {
                new TopicSetup(configuration.connection()).createMissing();
                AudioEnds.at(configuration.connection()).keepFor(DemoOptions.JOB_NAME);
            }
            return told("broker and topics", begunNanos);
        });
        SpeechEqJob job = new SpeechEqJob(configuration);
        StreamExecutionEnvironment environment =
                LocalCluster.continuous(options.job().parallelism(), folder.checkpoints());
        job.build(environment);
        LOG.info(told("network and graph", begunNanos));
        LOG.info(result(topics));
        FutureTask<Dashboard> dashboard =
                inBackground("dashboard", () -> lifetime.owns(dashboard(configuration, folder.streams(), options)));
        RunningJob running = lifetime.owns(RunningJob.start(environment));
        LOG.info(told("job", begunNanos));
        if (!options.history().isEmpty()) {
            Map<String, String> places = new HashMap<>(options.history());
            places.put("bootstrap-servers", servers);
            places.put("job-name", options.historyName());
            lifetime.owns(History.start(
                    HistoryConfiguration.of(places, System.getenv()), line -> LOG.warn("history: {}", line)));
        }
        Stage stage = new Stage(configuration.connection(), job, running, result(dashboard));
        LOG.info(told("dashboard", begunNanos));
        return stage;
    }

    private static Dashboard dashboard(JobConfiguration configuration, Path state, DemoOptions options)
            throws IOException, DemoFailedException {
        Optional<Integer> port = options.port();
        try {
            return Dashboard.start(config(configuration, options.applicationId(), state, port.orElse(USUAL_PORT)));
        } catch (BindException e) {
            if (port.isPresent()) {
                throw new DemoFailedException("port " + port.get() + " is taken: choose another one with --port", e);
            }
            return Dashboard.start(config(configuration, options.applicationId(), state, 0));
        }
    }

    private static DashboardConfig config(JobConfiguration configuration, String applicationId, Path state, int port) {
        DashboardConfig local = DashboardConfig.local(configuration.bootstrapServers(), applicationId, state, port);
        return new DashboardConfig(
                local.bootstrapServers(),
                local.applicationId(),
                local.stateDirectory(),
                local.listening(),
                local.retention(),
                local.history(),
                configuration.kafkaSettings().values());
    }

    String bootstrapServers() {
        return connection.getOrDefault("bootstrap.servers", "");
    }

    private static String told(String what, long begunNanos) {
        return what + " ready after " + (System.nanoTime() - begunNanos) / 1_000_000 + " ms";
    }

    private static <T> FutureTask<T> inBackground(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T result(FutureTask<T> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
