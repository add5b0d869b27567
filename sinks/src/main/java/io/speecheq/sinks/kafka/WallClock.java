package io.speecheq.sinks.kafka;

import java.io.Serializable;

/** The time of day on this machine, in epoch milliseconds; serializable, so that a job graph may hold it. */
@FunctionalInterface
interface WallClock extends Serializable {

    WallClock SYSTEM = System::currentTimeMillis;

    long millis();
}
