package io.speecheq.trainer.cli;

import io.speecheq.trainer.network.Torch;
import io.speecheq.trainer.progress.Progress;
import io.speecheq.trainer.progress.ProgressLine;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How the work is done, whatever it is. */
final class Native {
    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "threads of libtorch; with more than 1, equal runs are not equal to the bit (default 1)")
    private int threads;

    void start() {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be 1 or more, not " + threads);
        }
        Torch.start(threads);
    }

    static Progress progress() {
        return new ProgressLine(System.err, CommandLine.Help.Ansi.AUTO.enabled(), System::nanoTime);
    }
}
