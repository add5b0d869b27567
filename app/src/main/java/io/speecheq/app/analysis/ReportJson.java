package io.speecheq.app.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.record.EmotionAlert;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reports as JSON: {@code {"calls":[{"callId":…,"channels":[{"channel":…,"windows":[EmotionWindow…],"trajectory":CallTrajectory}],"call":CallSummary,"alerts":[EmotionAlert…]}]}}, records by
 * their Avro field names, a window a line.
 */
public final class ReportJson {

    private ReportJson() {}

    public static void write(List<CallReport> calls, Path path) throws IOException {
        try (Writer out = Files.newBufferedWriter(path)) {
            out.write("{\"calls\":[");
            String separator = "\n";
            for (CallReport call : calls) {
                out.write(separator);
                write(call, out);
                separator = ",\n";
            }
            out.write("\n]}\n");
        }
    }

    private static void write(CallReport call, Writer out) throws IOException {
        out.write("{\"callId\":" + quoted(call.callId()) + ",\"channels\":[");
        String separator = "\n";
        for (ChannelReport channel : call.channels()) {
            out.write(separator + "{\"channel\":" + quoted(channel.channel()) + ",\"windows\":[");
            for (int i = 0; i < channel.windows().size(); i++) {
                out.write(i == 0 ? "\n" : ",\n");
                out.write(RecordJson.text(channel.windows().get(i)));
            }
            out.write("\n],\"trajectory\":" + RecordJson.text(channel.trajectory()) + "}");
            separator = ",\n";
        }
        out.write("\n],\"call\":" + RecordJson.text(call.call()) + ",\"alerts\":[");
        separator = "\n";
        for (EmotionAlert alert : call.alerts()) {
            out.write(separator + RecordJson.text(alert));
            separator = ",\n";
        }
        out.write("]}");
    }

    private static String quoted(String text) {
        return RecordJson.text(JsonNodeFactory.instance.textNode(text));
    }
}
