package io.speecheq.dashboard.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StoredCallsTest {

    @Test
    void storesIntoWhichNothingComesAreNotReady() throws Exception {
        AtomicBoolean isAtRest = new AtomicBoolean(true);
        try (DrivenCalls driven = new DrivenCalls()) {
            driven.accept(DrivenCalls.window("a", "customer", 0));
            StoredCalls calls = driven.view().unless(isAtRest::get);

            assertThatThrownBy(calls::calls).isInstanceOf(NotReadyException.class);
            isAtRest.set(false);
            assertThat(calls.calls()).hasSize(1);
        }
    }
}
