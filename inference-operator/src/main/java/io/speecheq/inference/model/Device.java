package io.speecheq.inference.model;

import java.io.Serializable;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where networks run; travels with a job's graph. */
public sealed interface Device extends Serializable {

    /** The first CUDA device where there is one, else the CPU. */
    static Device auto() {
        return new Auto();
    }

    /** The processor. */
    static Device cpu() {
        return new Cpu();
    }

    /**
     * The device of a text: {@code auto}, {@code cpu} or {@code cuda:N}, where {@code cuda} is {@code cuda:0}.
     *
     * @throws IllegalArgumentException for any other text; the message says what there is
     */
    static Device parse(String text) {
        Matcher cuda = Cuda.TEXT.matcher(text);
        if (cuda.matches()) {
            return new Cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
        }
        return switch (text) {
            case "auto" -> auto();
            case "cpu" -> cpu();
            default -> throw new IllegalArgumentException("'" + text + "' is no device; write auto, cpu or cuda:0");
        };
    }

    <R> R fold(Function<Auto, R> whenAuto, Function<Cpu, R> whenCpu, IntFunction<R> whenCuda);

    /** The text that {@link #parse} takes. */
    default String text() {
        return fold(auto -> "auto", cpu -> "cpu", index -> "cuda:" + index);
    }

    /** Decided where the network is opened. */
    record Auto() implements Device {

        private static final long serialVersionUID = 1L;

        @Override
        public <R> R fold(Function<Auto, R> whenAuto, Function<Cpu, R> whenCpu, IntFunction<R> whenCuda) {
            return whenAuto.apply(this);
        }
    }

    /** The CPU alone, whatever else there is. */
    record Cpu() implements Device {

        private static final long serialVersionUID = 1L;

        @Override
        public <R> R fold(Function<Auto, R> whenAuto, Function<Cpu, R> whenCpu, IntFunction<R> whenCuda) {
            return whenCpu.apply(this);
        }
    }

    /**
     * That CUDA device, or nothing.
     *
     * @param index as CUDA counts them, from 0
     */
    record Cuda(int index) implements Device {

        private static final long serialVersionUID = 1L;

        private static final Pattern TEXT = Pattern.compile("cuda(?::(\\d{1,3}))?");

        public Cuda {
            if (index < 0) {
                throw new IllegalArgumentException("CUDA devices count from 0, not " + index);
            }
        }

        @Override
        public <R> R fold(Function<Auto, R> whenAuto, Function<Cpu, R> whenCpu, IntFunction<R> whenCuda) {
            return whenCuda.apply(index);
        }
    }
}
