package io.speecheq.sinks.trajectory;

import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.NotAssessedCount;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which releases analysed a channel's windows, and what was not analysed and why; one thread. */
final class Coverage {

    private static final int MOST_MODELS = 64;

    private final Map<NotAssessed, Integer> notAssessed = new EnumMap<>(NotAssessed.class);
    private final Set<String> models = new LinkedHashSet<>();

    void accept(EmotionWindow window) {
        if (window.getEmotion() == null) {
            NotAssessed reason = window.getNotAssessed() == null ? NotAssessed.UNKNOWN : window.getNotAssessed();
            notAssessed.merge(reason, 1, Integer::sum);
        } else if (window.getModel() != null && models.size() < MOST_MODELS) {
            models.add(window.getModel());
        }
    }

    List<NotAssessedCount> notAssessed() {
        List<NotAssessedCount> counts = new ArrayList<>();
        notAssessed.forEach((reason, count) -> counts.add(new NotAssessedCount(reason.name(), count)));
        return counts;
    }

    /** In the order of first use. */
    List<String> models() {
        return List.copyOf(models);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(notAssessed.size());
        for (Map.Entry<NotAssessed, Integer> entry : notAssessed.entrySet()) {
            out.writeUTF(entry.getKey().name());
            out.writeInt(entry.getValue());
        }
        out.writeInt(models.size());
        for (String model : models) {
            out.writeUTF(model);
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            notAssessed.put(NotAssessed.valueOf(in.readUTF()), in.readInt());
        }
        for (int left = in.readInt(); left > 0; left--) {
            models.add(in.readUTF());
        }
    }
}
