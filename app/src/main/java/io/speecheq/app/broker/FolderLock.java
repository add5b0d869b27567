package io.speecheq.app.broker;

import io.speecheq.app.lifetime.FileHold;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One process's hold on a broker's folder. Kafka has a lock of its own, but takes it only after it has opened the metadata log for writing, and a
 * second broker's attempt damages that log for the first.
 */
final class FolderLock implements AutoCloseable {

    private final FileHold hold;

    private FolderLock(FileHold hold) {
        this.hold = hold;
    }

    /**
     * Holds the folder, which is made where it is not there.
     *
     * @throws BrokerFailedException when another broker holds the folder, or it cannot be made
     */
    static FolderLock take(Path folder) {
        try {
            return new FolderLock(FileHold.take(folder, "speecheq.lock")
                    .orElseThrow(() -> new BrokerFailedException(
                            folder + " is in use by another process: stop it, or choose another folder", null)));
        } catch (IOException e) {
            throw new BrokerFailedException(
                    "cannot write to " + folder + " (" + e.getMessage() + "): choose another folder", e);
        }
    }

    @Override
    public void close() {
        hold.close();
    }
}
