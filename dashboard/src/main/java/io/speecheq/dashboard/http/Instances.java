package io.speecheq.dashboard.http;

import io.speecheq.dashboard.calls.NotReadyException;
import java.util.List;
import java.util.Optional;

/** The instances of one dashboard, each with its share of the calls; an instance's name is its host:port. Thread-safe. */
public interface Instances {

    /** All but this one. */
    List<String> others();

    /** Whether any part of the calls is this one's; it may be that all are the others'. */
    boolean hasShare();

    /** Who has calls that nobody can ask for, each in words for a person; empty where every call is in reach. */
    List<String> outOfReach();

    /** The instance that has a call; nothing where it is this one. */
    Optional<String> ownerOf(String callId) throws NotReadyException;

    /** This one alone. */
    static Instances none() {
        return new Instances() {
            @Override
            public List<String> others() {
                return List.of();
            }

            @Override
            public boolean hasShare() {
                return true;
            }

            @Override
            public List<String> outOfReach() {
                return List.of();
            }

            @Override
            public Optional<String> ownerOf(String callId) {
                return Optional.empty();
            }
        };
    }
}
