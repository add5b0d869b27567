package io.speecheq.dashboard.http;

import java.nio.charset.StandardCharsets;

/**
 * One server-sent event.
 *
 * @param id with which a client that comes back says where it was; empty where it stays where it was
 * @param data one line
 */
record ServerEvent(String name, String id, String data) {

    ServerEvent {
        if ((name + id + data).indexOf('\n') >= 0 || (name + id + data).indexOf('\r') >= 0) {
            throw new IllegalArgumentException("an event's name, id and data are one line each");
        }
    }

    byte[] bytes() {
        String head = "event: " + name + "\n" + (id.isEmpty() ? "" : "id: " + id + "\n");
        return (head + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
