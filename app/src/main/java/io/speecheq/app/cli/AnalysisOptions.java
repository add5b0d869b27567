package io.speecheq.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the operators are told; read and checked by {@code JobConfiguration}. */
final class AnalysisOptions {

    @Nullable
    @Option(
            names = "--analyse",
            paramLabel = "CHANNEL,…",
            description =
                    "Channels whose emotion is inferred. Default: customer. Inferring the emotions of employees at work is"
                            + " prohibited in the EU.")
    private String analyse;

    @Nullable
    @Option(names = "--window", paramLabel = "DURATION", description = "Length of a window. Default: 3s.")
    private String window;

    @Nullable
    @Option(names = "--hop", paramLabel = "DURATION", description = "Step from one window to the next. Default: 1s.")
    private String hop;

    @Nullable
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "Where the network runs: auto, cpu or cuda:0. Default: auto, a GPU where this build and machine have one.")
    private String device;

    @Nullable
    @Option(
            names = "--alert-rules",
            paramLabel = "FILE",
            description = "Rules for alerts: a YAML file, or none. Default: usual, those that come with SpeechEQ.")
    private String alertRules;

    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "analyse", analyse);
        put(values, "window", window);
        put(values, "hop", hop);
        put(values, "device", device);
        put(values, "alert-rules", alertRules);
        return values;
    }

    static void put(Map<String, String> values, String key, @Nullable Object value) {
        if (value != null) {
            values.put(key, value.toString());
        }
    }
}
