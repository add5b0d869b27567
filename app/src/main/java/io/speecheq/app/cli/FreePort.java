package io.speecheq.app.cli;

import io.speecheq.app.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on loopback that nobody listens on. */
final class FreePort {

    private FreePort() {}

    /** That port where it is free, else any other. */
    static int preferably(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return EmbeddedBroker.freePort();
        }
    }
}
