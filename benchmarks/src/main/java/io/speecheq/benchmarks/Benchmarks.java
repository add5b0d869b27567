package io.speecheq.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the benchmarks with JMH's own options, and tells the results as shares of one second of a call. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        try {
            CommandLineOptions options = new CommandLineOptions(arguments);
            if (options.shouldHelp()) {
                options.showHelp();
                return;
            }
            Collection<RunResult> results = new Runner(options).run();
            System.out.println(CostTable.of(results).print());
        } catch (CommandLineOptionException e) {
            fail(2, e);
        } catch (RunnerException e) {
            fail(1, e);
        }
    }

    private static void fail(int exitCode, Exception e) {
        System.err.println("benchmarks: " + e.getMessage());
        System.exit(exitCode);
    }
}
