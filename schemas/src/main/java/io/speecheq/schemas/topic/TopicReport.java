package io.speecheq.schemas.topic;

import java.util.List;

/**
 * What came of creating topics.
 *
 * @param created names of those that were not there
 * @param existing names of those that were
 * @param warnings one line for each setting of an existing topic by which data will be lost
 */
public record TopicReport(List<String> created, List<String> existing, List<String> warnings) {

    public TopicReport {
        created = List.copyOf(created);
        existing = List.copyOf(existing);
        warnings = List.copyOf(warnings);
    }
}
