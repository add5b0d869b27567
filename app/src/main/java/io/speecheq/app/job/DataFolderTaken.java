package io.speecheq.app.job;

/** Another process keeps its state in a folder; the message is one line that says what to do. */
public final class DataFolderTaken extends Exception {

    DataFolderTaken(String message) {
        super(message);
    }
}
