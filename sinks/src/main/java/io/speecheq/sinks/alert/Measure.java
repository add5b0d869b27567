package io.speecheq.sinks.alert;

/** What a rule compares with its threshold. */
enum Measure {
    /** The smoothed score of the rule's emotions, together, 0..1; after the call their mean score. */
    EMOTION("score"),
    /** The share of the assessed windows so far that have one of the rule's emotions, 0..1. */
    SHARE("share"),
    /** The smoothed intensity, 0..4, while one of the rule's emotions leads; after the call the mean intensity. */
    INTENSITY("intensity"),
    /** How fast the intensity rises, a minute. */
    TREND("trend"),
    /** Seconds without speech: of a channel, or of the whole call. */
    SILENCE("silence"),
    /** How often a channel has interrupted another; over the whole call, how often anybody has. */
    INTERRUPTION("interruptions");

    private final String noun;

    Measure(String noun) {
        this.noun = noun;
    }

    /** What its value is called in an alert. */
    String noun() {
        return noun;
    }

    /** Whether it follows from speech activity, not from the network. */
    boolean isOfTalk() {
        return this == SILENCE || this == INTERRUPTION;
    }
}
