package io.speecheq.dashboard.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A call as the history has it.
 *
 * @param status a symbol of CallStatus
 * @param record its CallSummary
 */
public record KeptCall(String callId, Instant callStart, String status, ObjectNode record) {}
