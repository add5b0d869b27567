package io.speecheq.dashboard.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A request as it stands on the wire, with what no client of Java's would send. */
record RawRequest(String method, String target, String host, Optional<String> token, String body) {

    /** @param body of an error; else empty */
    record Reply(int status, String body) {}

    static RawRequest of(String method, String target) {
        return new RawRequest(method, target, "localhost", Optional.empty(), "");
    }

    RawRequest withHost(String other) {
        return new RawRequest(method, target, other, token, body);
    }

    RawRequest withToken(String shown) {
        return new RawRequest(method, target, host, Optional.of(shown), body);
    }

    RawRequest withBody(String other) {
        return new RawRequest(method, target, host, token, other);
    }

    /** What a server on this machine says to it; hangs up then, on streams too. */
    Reply sentTo(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text().getBytes(StandardCharsets.US_ASCII));
            DataInputStream answer = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) answer.readUnsignedByte());
            }
            int status = Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
            return new Reply(status, status < 400 ? "" : body(answer, head.toString()));
        }
    }

    private static String body(DataInputStream answer, String head) throws IOException {
        String length = "content-length: ";
        String rest = head.substring(head.toLowerCase(Locale.ROOT).indexOf(length) + length.length());
        byte[] bytes = answer.readNBytes(Integer.parseInt(rest.substring(0, rest.indexOf('\r'))));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String text() {
        return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n"
                + token.map(shown -> "Authorization: Bearer " + shown + "\r\n").orElse("")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
