package io.speecheq.inference.model;

/** There is no CUDA device to run on; the message is one line that says why. */
final class CudaUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    CudaUnavailable(String reason) {
        super(reason);
    }

    CudaUnavailable(String reason, Throwable cause) {
        super(reason + ": " + ModelRefused.inOneLine(cause), cause);
    }
}
