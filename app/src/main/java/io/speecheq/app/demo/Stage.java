package io.speecheq.app.demo;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.history.History;
import io.speecheq.app.history.HistoryConfiguration;
import io.speecheq.app.job.AudioEnds;
import io.speecheq.app.job.DataFolder;
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
record Stage(String bootstrapServers, SpeechEqJob job, RunningJob running, Dashboard dashboard) {

    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final int USUAL_PORT = 8080;
    private static final int PARTITIONS = 4;

    static Stage set(DemoOptions options, Lifetime lifetime) throws Exception {
        long begunNanos = System.nanoTime();
        DataFolder folder = lifetime.owns(DataFolder.of(options.data()));
        int brokerPort = EmbeddedBroker.freePort();
        String servers = options.bootstrapServers().orElse("127.0.0.1:" + brokerPort);
        FutureTask<String> topics = inBackground("broker", () -> {
            if (options.bootstrapServers().isEmpty()) {
                lifetime.owns(EmbeddedBroker.start(folder.kafka(), brokerPort));
                new TopicSetup(Map.of("bootstrap.servers", servers)).createMissing(PARTITIONS);
            } else {
                new TopicSetup(Map.of("bootstrap.servers", servers)).createMissing();
                AudioEnds.at(Map.of("bootstrap.servers", servers)).keepFor(DemoOptions.JOB_NAME);
            }
            return told("broker and topics", begunNanos);
        });
        SpeechEqJob job = new SpeechEqJob(options.jobAt(servers));
        StreamExecutionEnvironment environment =
                LocalCluster.continuous(options.job().parallelism(), folder.checkpoints());
        job.build(environment);
        LOG.info(told("network and graph", begunNanos));
        LOG.info(result(topics));
        FutureTask<Dashboard> dashboard =
                inBackground("dashboard", () -> lifetime.owns(dashboard(servers, folder.streams(), options)));
        RunningJob running = lifetime.owns(RunningJob.start(environment));
        LOG.info(told("job", begunNanos));
        if (!options.history().isEmpty()) {
            Map<String, String> places = new HashMap<>(options.history());
            places.put("bootstrap-servers", servers);
            lifetime.owns(History.start(
                    HistoryConfiguration.of(places, System.getenv()), line -> LOG.warn("history: {}", line)));
        }
        Stage stage = new Stage(servers, job, running, result(dashboard));
        LOG.info(told("dashboard", begunNanos));
        return stage;
    }

    private static Dashboard dashboard(String servers, Path state, DemoOptions options)
            throws IOException, DemoFailedException {
        Optional<Integer> port = options.port();
        try {
            return Dashboard.start(
                    DashboardConfig.local(servers, options.applicationId(), state, port.orElse(USUAL_PORT)));
        } catch (BindException e) {
            if (port.isPresent()) {
                throw new DemoFailedException("port " + port.get() + " is taken: choose another one with --port", e);
            }
            return Dashboard.start(DashboardConfig.local(servers, options.applicationId(), state, 0));
        }
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
