package io.speecheq.sinks.postgres;

import io.speecheq.sinks.history.HistoryTable;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records whose key an index can hold; others are counted, told in the log and left out, since a refused row would stop all that follow. */
final class FittingKeys<T extends SpecificRecordBase> extends RichFilterFunction<T> {

    private static final Logger LOG = LoggerFactory.getLogger(FittingKeys.class);
    private static final int TOLD_CHARS = 40;

    private final Upsert<T> upsert;
    private transient Counter tooLong = new SimpleCounter();

    FittingKeys(Upsert<T> upsert) {
        this.upsert = upsert;
    }

    @Override
    public void open(OpenContext context) {
        tooLong = getRuntimeContext().getMetricGroup().addGroup("speecheq").counter("tooLongKeys");
    }

    @Override
    public boolean filter(T record) {
        if (upsert.fits(record)) {
            return true;
        }
        tooLong.inc();
        String id = HistoryTable.callId(record);
        LOG.warn(
                "history leaves out a row of {}: its names are too long for an index (call {}…)",
                upsert.table(),
                id.substring(0, Math.min(TOLD_CHARS, id.length())));
        return false;
    }
}
