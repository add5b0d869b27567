package io.speecheq.dashboard.http;

import io.speecheq.dashboard.access.Access;
import io.speecheq.dashboard.calls.CallsView;
import io.speecheq.dashboard.history.CallHistory;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What a server serves, and to whom.
 *
 * @param calls this instance's share
 * @param tls with this; without it in the clear
 * @param hostNames under which it is reached, beside localhost and addresses; asked for where no token is
 */
public record Service(
        CallsView calls,
        Supplier<Health> health,
        Instances instances,
        Optional<CallHistory> history,
        Access access,
        Optional<SSLContext> tls,
        Set<String> hostNames) {

    public Service {
        hostNames = Set.copyOf(hostNames);
    }

    /** One instance for everybody who reaches its address, without a history. */
    public static Service open(CallsView calls, Supplier<Health> health) {
        return new Service(
                calls, health, Instances.none(), Optional.empty(), Access.open(), Optional.empty(), Set.of());
    }

    public Service withAccess(Access other) {
        return new Service(calls, health, instances, history, other, tls, hostNames);
    }

    public Service withHistory(CallHistory other) {
        return new Service(calls, health, instances, Optional.of(other), access, tls, hostNames);
    }

    public Service withTls(SSLContext other) {
        return new Service(calls, health, instances, history, access, Optional.of(other), hostNames);
    }

    public Service withInstances(Instances other) {
        return new Service(calls, health, other, history, access, tls, hostNames);
    }

    public Service withHostNames(Set<String> others) {
        return new Service(calls, health, instances, history, access, tls, others);
    }
}
