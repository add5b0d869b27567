package io.speecheq.streamfeatures.chunk;

import java.util.Map;

/** What a chunk says about consent to analysis, in its attribute {@code consent}. */
public enum Consent {
    /** The chunk has no such attribute. */
    UNSTATED,
    GIVEN,
    REFUSED;

    private static final String ATTRIBUTE = "consent";

    /** Consent is given by {@code true} alone, in any case; every other statement refuses it. */
    static Consent in(Map<String, String> attributes) {
        String stated = attributes.get(ATTRIBUTE);
        if (stated == null) {
            return UNSTATED;
        }
        return stated.strip().equalsIgnoreCase("true") ? GIVEN : REFUSED;
    }
}
