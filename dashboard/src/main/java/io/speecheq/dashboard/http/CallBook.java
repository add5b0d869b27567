package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.calls.NotReadyException;
import java.util.Optional;

/** What can be said of calls, as JSON for somebody who may see everything; each answer is the asker's own. Thread-safe. */
interface CallBook {

    /** All live calls, newest begin first, each as {@link CallJson#call} has it. */
    Listing calls() throws NotReadyException;

    /** One call with its trajectories, summary and alerts. */
    Optional<ObjectNode> call(String callId) throws NotReadyException;

    /** Windows of a call's channels; nothing where there is no such call. */
    Optional<ObjectNode> windows(String callId, WindowRange range) throws NotReadyException;

    /** All alerts of live calls, newest first. */
    Listing alerts() throws NotReadyException;
}
