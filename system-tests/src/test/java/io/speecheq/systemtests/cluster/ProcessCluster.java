package io.speecheq.systemtests.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of it as processes of their own, with the operator who starts again what has died: after a job manager's death the job is lost, since this
 * cluster has no high availability, and is submitted anew from its newest checkpoint.
 */
final class ProcessCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessCluster.class);
    private static final int STARTS = 3;

    private final KafkaProcess kafka;
    private final FlinkProcesses flink;
    private final List<String> jobOptions;
    private final List<OwnProcess> taskManagers = new ArrayList<>();
    private Optional<OwnProcess> broker = Optional.empty();
    private Optional<OwnProcess> jobManager = Optional.empty();

    private ProcessCluster(KafkaProcess kafka, FlinkProcesses flink, List<String> jobOptions) {
        this.kafka = kafka;
        this.flink = flink;
        this.jobOptions = jobOptions;
    }

    /** Starts broker, job manager and task managers, not the job. */
    static ProcessCluster start(Path folder, int taskManagers, int slots, List<String> jobOptions)
            throws IOException, InterruptedException {
        KafkaProcess kafka = new KafkaProcess(folder);
        List<String> options = new ArrayList<>(List.of("--bootstrap-servers", kafka.bootstrapServers()));
        options.addAll(jobOptions);
        ProcessCluster cluster = new ProcessCluster(kafka, new FlinkProcesses(folder, slots), options);
        cluster.broker = Optional.of(kafka.start());
        cluster.jobManager = Optional.of(cluster.flink.startJobManager());
        for (int i = 0; i < taskManagers; i++) {
            cluster.taskManagers.add(cluster.flink.startTaskManager(i));
        }
        return cluster;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    FlinkProcesses flink() {
        return flink;
    }

    OwnProcess taskManager() {
        return taskManagers.get(0);
    }

    /** Submits the job, from a checkpoint or savepoint where one is given, with options beside the cluster's own. */
    void submit(Optional<Path> from, String... options) throws IOException, InterruptedException {
        awaitJobManager();
        List<String> all = new ArrayList<>(jobOptions);
        all.addAll(List.of(options));
        flink.submit(from, all);
    }

    /** One that has ended by itself (its port taken, no memory to be had) is told of and started again, as an operator would. */
    private void awaitJobManager() throws IOException, InterruptedException {
        OwnProcess current = jobManager.orElseThrow();
        for (int starts = 1; !flink.answers(current); starts++) {
            if (starts == STARTS) {
                throw new IllegalStateException(current.condition());
            }
            LOG.warn("{}", current.condition());
            current = flink.startJobManager();
            jobManager = Optional.of(current);
        }
    }

    void awaitFirstCheckpoint() throws IOException, InterruptedException {
        for (int tries = 0; flink.newestCheckpoint().isEmpty(); tries++) {
            if (tries > 600) {
                throw new IllegalStateException("the job makes no checkpoint");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** Does it, and sees to it that what is gone comes back. */
    void suffer(Fault fault, Publisher publisher) throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(fault.afterMillis());
        int which = fault.which() % taskManagers.size();
        Optional<OwnProcess> victim = switch (fault.role()) {
            case BROKER -> broker;
            case JOB_MANAGER -> jobManager;
            case TASK_MANAGER -> Optional.of(taskManagers.get(which));
            case PUBLISHER -> publisher.process();
        };
        if (victim.isEmpty()) {
            return;
        }
        switch (fault.kind()) {
            case PAUSE -> {
                victim.get().pause();
                TimeUnit.MILLISECONDS.sleep(fault.forMillis());
                victim.get().resume();
                return;
            }
            case KILL -> victim.get().kill();
            case RESTART -> victim.get().stop();
        }
        TimeUnit.MILLISECONDS.sleep(fault.forMillis());
        startAgain(fault.role(), which);
    }

    private void startAgain(Role role, int which) throws IOException, InterruptedException {
        switch (role) {
            case BROKER -> broker = Optional.of(kafka.start());
            case TASK_MANAGER -> taskManagers.set(which, flink.startTaskManager(which));
            case JOB_MANAGER -> {
                jobManager = Optional.of(flink.startJobManager());
                submit(flink.newestCheckpoint());
            }
            case PUBLISHER -> {
                // It sees to that by itself.
            }
        }
    }

    @Override
    public void close() {
        List<OwnProcess> all = new ArrayList<>(taskManagers);
        jobManager.ifPresent(all::add);
        broker.ifPresent(all::add);
        for (OwnProcess process : all) {
            process.kill();
        }
    }
}
