package io.speecheq.sinks.alert;

import io.speecheq.sinks.channel.SnapshotFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What rules are asked about, a channel or the whole call, with the episodes of each rule; one thread. */
final class Subject {

    private final SortedMap<String, Episode> episodes = new TreeMap<>();
    private final HeardChannel heard = new HeardChannel();

    HeardChannel heard() {
        return heard;
    }

    Episode episode(AlertRule rule) {
        return episodes.computeIfAbsent(rule.name(), name -> new Episode(rule.digest()));
    }

    /** The episodes of all rules that there are or were, by the rule's name. */
    Map<String, Episode> episodes() {
        return Collections.unmodifiableMap(episodes);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(episodes.size());
        for (Map.Entry<String, Episode> entry : episodes.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().writeTo(out);
        }
        heard.writeTo(out);
    }

    /** @param haveRules whether the episodes were written with their rules' digests */
    void readFrom(DataInput in, SnapshotFormat format, boolean haveRules) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            episodes.put(in.readUTF(), Episode.readFrom(in, haveRules));
        }
        heard.readFrom(in, format);
    }
}
