package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.schemas.codec.RecordJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What the server says to a request: a status, a type and a body that never changes. */
record Answer(int status, String contentType, ByteBuffer body) implements Reply {

    Answer {
        body = body.asReadOnlyBuffer();
    }

    static Answer json(int status, ObjectNode node) {
        return new Answer(
                status,
                "application/json; charset=utf-8",
                ByteBuffer.wrap(RecordJson.text(node).getBytes(StandardCharsets.UTF_8)));
    }

    static Answer error(int status, String message) {
        return json(status, CallJson.error(message));
    }

    byte[] bytes() {
        byte[] copy = new byte[body.remaining()];
        body.duplicate().get(copy);
        return copy;
    }
}
