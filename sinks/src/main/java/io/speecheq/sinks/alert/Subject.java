package io.speecheq.sinks.alert;

import static java.util.Objects.requireNonNull;

import io.speecheq.sinks.channel.SnapshotFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        return episodes.computeIfAbsent(rule.name(), name -> new Episode());
    }

    /** That of a rule that has raised something. */
    Episode episodeOf(String rule) {
        return requireNonNull(episodes.get(rule));
    }

    /** The rules that are raised. */
    List<String> raised() {
        List<String> raised = new ArrayList<>();
        episodes.forEach((rule, episode) -> {
            if (episode.isRaised()) {
                raised.add(rule);
            }
        });
        return raised;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(episodes.size());
        for (Map.Entry<String, Episode> entry : episodes.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().writeTo(out);
        }
        heard.writeTo(out);
    }

    void readFrom(DataInput in, SnapshotFormat format) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Episode episode = new Episode();
            episodes.put(in.readUTF(), episode);
            episode.readFrom(in);
        }
        heard.readFrom(in, format);
    }
}
