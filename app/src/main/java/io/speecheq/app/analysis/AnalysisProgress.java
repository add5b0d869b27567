package io.speecheq.app.analysis;

/** Is told how far a run is, window by window. */
@FunctionalInterface
public interface AnalysisProgress {

    /** So much media time of a channel has been analysed. */
    void analysed(String callId, String channel, long millis);
}
