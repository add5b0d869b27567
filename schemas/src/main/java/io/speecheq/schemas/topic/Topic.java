package io.speecheq.schemas.topic;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as it is to be created.
 *
 * @param perCall whether its records belong to calls, and are partitioned by call id; else it has one partition
 * @param partitions how many, unless whoever creates it says otherwise
 * @param configs Kafka's topic settings, all those whose default would not do
 */
public record Topic(String name, boolean perCall, int partitions, Map<String, String> configs) {

    public Topic {
        if (partitions < 1) {
            throw new IllegalArgumentException(name + " cannot have " + partitions + " partitions");
        }
        configs = Collections.unmodifiableMap(new TreeMap<>(configs));
    }
}
