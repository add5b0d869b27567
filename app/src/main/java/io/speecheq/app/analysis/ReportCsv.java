package io.speecheq.app.analysis;

import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Windows as CSV (RFC 4180): a header, then a line for each window of each channel of each call; empty where there is no emotion. */
public final class ReportCsv {

    private static final String LINE_END = "\r\n";

    private ReportCsv() {}

    public static void write(List<CallReport> calls, Path path) throws IOException {
        try (Writer out = Files.newBufferedWriter(path)) {
            out.write(
                    "callId,channel,index,startMillis,endMillis,speechRatio,levelDbfs,category,name,intensity,notAssessed,model,"
                            + Arrays.stream(EmotionCategory.values())
                                    .map(category -> "score_" + category.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(","))
                            + LINE_END);
            for (CallReport call : calls) {
                for (ChannelReport channel : call.channels()) {
                    for (EmotionWindow window : channel.windows()) {
                        out.write(line(window) + LINE_END);
                    }
                }
            }
        }
    }

    private static String line(EmotionWindow window) {
        Emotion emotion = window.getEmotion();
        String scores = emotion == null
                ? ",".repeat(EmotionCategory.values().length - 1)
                : emotion.getScores().stream().map(String::valueOf).collect(Collectors.joining(","));
        return String.join(
                ",",
                quoted(window.getCallId()),
                quoted(window.getChannel()),
                String.valueOf(window.getIndex()),
                String.valueOf(window.getStartMillis()),
                String.valueOf(window.getEndMillis()),
                String.valueOf(window.getSpeechRatio()),
                String.valueOf(window.getLevelDbfs()),
                emotion == null ? "" : emotion.getCategory().name(),
                emotion == null ? "" : emotion.getName(),
                emotion == null ? "" : String.valueOf(emotion.getIntensity()),
                window.getNotAssessed() == null ? "" : window.getNotAssessed().name(),
                window.getModel() == null ? "" : quoted(window.getModel()),
                scores);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
