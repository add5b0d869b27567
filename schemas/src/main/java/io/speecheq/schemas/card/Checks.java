package io.speecheq.schemas.card;

/** Invariants that several parts of a card share; a breach names the part and the value. */
final class Checks {

    private Checks() {}

    static void notBlank(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is empty");
        }
    }

    static void notNegative(String what, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(what + " cannot be " + count);
        }
    }

    static void finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be a number, not " + value);
        }
    }
}
