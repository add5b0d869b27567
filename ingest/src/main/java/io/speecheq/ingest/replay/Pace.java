package io.speecheq.ingest.replay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast a recording is played: 1 is real time, 2 twice as fast, 0 without waiting. Immutable; each recording starts a clock
 * of its own.
 */
public final class Pace {

    private static final double FASTEST = 1e6;

    /** Lets time go by. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final double speed;
    private final LongSupplier nanoClock;
    private final Sleeper sleeper;

    /**
     * @param nanoClock monotonic, as {@link System#nanoTime}
     * @throws IllegalArgumentException in one line, if there is no such speed
     */
    public Pace(double speed, LongSupplier nanoClock, Sleeper sleeper) {
        if (!(speed >= 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("speed is " + speed + "; give 1 for real time, 2 for twice as fast, "
                    + "or 0 for as fast as possible");
        }
        this.speed = speed;
        this.nanoClock = nanoClock;
        this.sleeper = sleeper;
    }

    /** By the system's clock. */
    public static Pace ofSpeed(double speed) {
        return new Pace(speed, System::nanoTime, duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
    }

    /** Media time begins now. */
    Clock start() {
        return new Clock(nanoClock.getAsLong());
    }

    /** The time of one recording. */
    final class Clock {

        private final long startNanos;

        private Clock(long startNanos) {
            this.startNanos = startNanos;
        }

        /** Waits until that much media time has gone by; not at all if it has, so that a hold-up is caught up with. */
        void await(double mediaSeconds) throws InterruptedException {
            if (speed == 0) {
                return;
            }
            long leftNanos = startNanos + (long) (mediaSeconds / speed * 1e9) - nanoClock.getAsLong();
            if (leftNanos > 0) {
                sleeper.sleep(Duration.ofNanos(leftNanos));
            }
        }
    }
}
