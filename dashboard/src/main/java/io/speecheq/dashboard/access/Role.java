package io.speecheq.dashboard.access;

import java.util.Locale;

/** What somebody who asks may see. */
public enum Role {
    /** Calls, their states, ribbons and trajectories; neither alerts nor single windows. */
    VIEWER,
    /** Everything. */
    SUPERVISOR,
    /** Another instance of this dashboard, which asks on behalf of somebody it knows; everything. */
    PEER;

    /** As a tokens file writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean seesEverything() {
        return this != VIEWER;
    }
}
