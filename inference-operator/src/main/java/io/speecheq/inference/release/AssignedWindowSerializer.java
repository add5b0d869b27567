package io.speecheq.inference.release;

import io.speecheq.streamfeatures.format.FormatSerializer;
import io.speecheq.streamfeatures.format.FormatSnapshot;
import io.speecheq.streamfeatures.window.FeatureWindowSerializer;
import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Assigned windows between operators that are not chained: the release, then the window in its own format. */
public final class AssignedWindowSerializer extends FormatSerializer<AssignedWindow> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final FeatureWindowSerializer WINDOW = new FeatureWindowSerializer();

    public AssignedWindowSerializer() {
        super(1);
    }

    @Override
    protected void write(AssignedWindow assigned, DataOutputView target) throws IOException {
        Release release = assigned.release();
        target.writeUTF(release.name());
        target.writeUTF(release.version());
        target.writeUTF(release.uri());
        target.writeUTF(release.sha256());
        WINDOW.serialize(assigned.window(), target);
    }

    @Override
    protected AssignedWindow read(int valueFormat, DataInputView source) throws IOException {
        Release release = new Release(source.readUTF(), source.readUTF(), source.readUTF(), source.readUTF());
        return new AssignedWindow(WINDOW.deserialize(source), release);
    }

    @Override
    public TypeSerializerSnapshot<AssignedWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says about this serializer. */
    public static final class Snapshot extends FormatSnapshot<AssignedWindow> {
        public Snapshot() {
            super(AssignedWindowSerializer::new);
        }
    }
}
