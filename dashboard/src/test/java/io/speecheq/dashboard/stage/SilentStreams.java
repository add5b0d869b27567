package io.speecheq.dashboard.stage;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a server, on which streams of events can be made to fall silent: nothing of them arrives any more, and nobody
 * hangs up. What else goes that way arrives. Closes what is still connected.
 */
final class SilentStreams implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Set<Socket> streams = ConcurrentHashMap.newKeySet();
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();

    SilentStreams(int serverPort) throws IOException {
        this.serverPort = serverPort;
        begin(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + entrance.getLocalPort() + "/";
    }

    /** From now on nothing arrives of the streams that there are; those to come are not concerned. */
    void silence() {
        silent.addAll(streams);
    }

    /** Bytes on their way from one end to the other. */
    private interface Passage {
        void pass() throws IOException;
    }

    private void accept() throws IOException {
        while (true) {
            Socket browser = entrance.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            sockets.addAll(List.of(browser, server));
            begin(() -> ask(browser, server));
            begin(() -> answer(server, browser));
        }
    }

    private void ask(Socket browser, Socket server) throws IOException {
        byte[] bytes = new byte[8_192];
        try (browser;
                server) {
            InputStream asked = browser.getInputStream();
            for (int read = asked.read(bytes); read >= 0; read = asked.read(bytes)) {
                if (new String(bytes, 0, read, StandardCharsets.ISO_8859_1).contains("GET /api/events ")) {
                    streams.add(browser);
                }
                server.getOutputStream().write(bytes, 0, read);
            }
        }
    }

    private void answer(Socket server, Socket browser) throws IOException {
        byte[] bytes = new byte[8_192];
        try (browser;
                server) {
            InputStream answered = server.getInputStream();
            for (int read = answered.read(bytes); read >= 0; read = answered.read(bytes)) {
                if (!silent.contains(browser)) {
                    browser.getOutputStream().write(bytes, 0, read);
                }
            }
        }
    }

    private static void begin(Passage passage) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passage.pass();
                    } catch (IOException e) {
                        // One end has hung up, and so both are closed.
                    }
                },
                "silent-streams");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
