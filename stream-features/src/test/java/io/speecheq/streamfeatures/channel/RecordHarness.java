package io.speecheq.streamfeatures.channel;

import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.chunk.DeadLetters;
import io.speecheq.streamfeatures.chunk.DecodeChunks;
import io.speecheq.streamfeatures.chunk.RawRecord;
import io.speecheq.streamfeatures.chunk.ReceivedChunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Both operators from records to windows, one behind the other; what they give is taken out, so that runs may be long. */
final class RecordHarness implements AutoCloseable {

    private final OneInputStreamOperatorTestHarness<RawRecord, ReceivedChunk> decoding;
    private final ChannelHarness channels;

    private RecordHarness(
            OneInputStreamOperatorTestHarness<RawRecord, ReceivedChunk> decoding, ChannelHarness channels) {
        this.decoding = decoding;
        this.channels = channels;
    }

    static RecordHarness open(long nowMillis, ChannelOptions options) throws Exception {
        OneInputStreamOperatorTestHarness<RawRecord, ReceivedChunk> decoding =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new DecodeChunks()));
        decoding.setup(ReceivedChunk.TYPE.createSerializer(new SerializerConfigImpl()));
        decoding.open();
        return new RecordHarness(decoding, ChannelHarness.open(nowMillis, options));
    }

    void accept(RawRecord record) throws Exception {
        decoding.processElement(new StreamRecord<>(record));
        for (ReceivedChunk chunk : decoding.extractOutputValues()) {
            channels.accept(chunk);
        }
        decoding.getOutput().clear();
    }

    void waitUntil(long nowMillis) throws Exception {
        channels.waitUntil(nowMillis);
    }

    List<FeatureWindow> drainWindows() {
        return channels.drainWindows();
    }

    List<DeadLetter> drainDeadLetters() {
        List<DeadLetter> letters = new ArrayList<>(channels.drainDeadLetters());
        Queue<StreamRecord<DeadLetter>> undecoded = decoding.getSideOutput(DeadLetters.TAG);
        if (undecoded != null) {
            undecoded.forEach(letter -> letters.add(letter.getValue()));
            undecoded.clear();
        }
        return letters;
    }

    @Override
    public void close() throws IOException {
        channels.close();
        try {
            decoding.close();
        } catch (Exception e) {
            throw new IOException("the harness did not close", e);
        }
    }
}
