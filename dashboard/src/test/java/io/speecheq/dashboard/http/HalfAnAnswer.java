package io.speecheq.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An instance that begins its answer to the one request that it takes, and then says no more, and never hangs up. */
final class HalfAnAnswer implements AutoCloseable {

    private static final String BEGIN = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"calls\":[";

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Boolean> left = CompletableFuture.supplyAsync(this::serve);

    HalfAnAnswer() throws IOException {}

    String name() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Whether who asked hangs up, for which it waits a while. */
    boolean isLeft() throws Exception {
        return left.get(5, TimeUnit.SECONDS);
    }

    private boolean serve() {
        try (Socket asker = server.accept()) {
            asker.getOutputStream().write(BEGIN.getBytes(StandardCharsets.US_ASCII));
            InputStream request = asker.getInputStream();
            int read = 0;
            while (read >= 0) {
                read = request.read();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
