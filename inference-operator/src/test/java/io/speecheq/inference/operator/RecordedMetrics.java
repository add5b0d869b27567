package io.speecheq.inference.operator;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A group that keeps what is registered, by its path. */
final class RecordedMetrics extends UnregisteredMetricsGroup {

    private final String path;
    private final Map<String, Metric> byName;

    RecordedMetrics(String path, Map<String, Metric> byName) {
        this.path = path;
        this.byName = byName;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new RecordedMetrics(path + name + ".", byName);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return addGroup(key).addGroup(value);
    }

    @Override
    public Counter counter(String name) {
        Counter counter = super.counter(name);
        byName.put(path + name, counter);
        return counter;
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        byName.put(path + name, histogram);
        return histogram;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        byName.put(path + name, gauge);
        return gauge;
    }
}
