package io.speecheq.systemtests.cluster;

/** Which of the processes. */
enum Role {
    BROKER,
    JOB_MANAGER,
    TASK_MANAGER,
    PUBLISHER
}
