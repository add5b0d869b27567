package io.speecheq.streamfeatures.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A group that remembers what is registered in it and below it, by the name with its groups before it. */
final class RecordedMetrics extends UnregisteredMetricsGroup {

    private final String prefix;
    private final Map<String, Metric> byName;

    private RecordedMetrics(String prefix, Map<String, Metric> byName) {
        this.prefix = prefix;
        this.byName = byName;
    }

    static RecordedMetrics empty() {
        return new RecordedMetrics("", new HashMap<>());
    }

    long count(String name) {
        return ((Counter) Objects.requireNonNull(byName.get(name), name)).getCount();
    }

    Object value(String name) {
        return ((Gauge<?>) Objects.requireNonNull(byName.get(name), name)).getValue();
    }

    @Override
    public Counter counter(String name) {
        return counter(name, super.counter(name));
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        byName.put(prefix + name, counter);
        return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        byName.put(prefix + name, gauge);
        return gauge;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new RecordedMetrics(prefix + name + ".", byName);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new RecordedMetrics(prefix + key + "." + value + ".", byName);
    }

    @Override
    public String getMetricIdentifier(String name, CharacterFilter filter) {
        return prefix + name;
    }
}
