package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of {@link LiveCalls}, asked by interactive queries; this instance's share of the calls. */
public final class StoredCalls implements CallsView {

    private final Stores stores;

    /** Where stores come from; they are looked up for each question, since a rebalance replaces them. */
    interface Stores {
        <V> ReadOnlyKeyValueStore<String, V> named(String name);
    }

    StoredCalls(Stores stores) {
        this.stores = stores;
    }

    /** Over a Streams instance that runs {@link LiveCalls#topology}. */
    public static StoredCalls of(KafkaStreams streams) {
        return new StoredCalls(new Stores() {
            @Override
            public <V> ReadOnlyKeyValueStore<String, V> named(String name) {
                return streams.store(
                        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore()));
            }
        });
    }

    /** The same, not to be asked while this holds, though the stores could be: nothing comes into them. */
    public StoredCalls unless(BooleanSupplier isAtRest) {
        return new StoredCalls(new Stores() {
            @Override
            public <V> ReadOnlyKeyValueStore<String, V> named(String name) {
                if (isAtRest.getAsBoolean()) {
                    throw new InvalidStateStoreException("nothing comes into the store " + name + " just now");
                }
                return stores.named(name);
            }
        });
    }

    @Override
    public List<LiveCall> calls() throws NotReadyException {
        List<LiveCall> calls = new ArrayList<>(all(LiveCalls.CALLS_STORE));
        calls.sort(LiveCall.NEWEST_FIRST);
        return calls;
    }

    @Override
    public Optional<LiveCall> call(String callId) throws NotReadyException {
        return ask(
                LiveCalls.CALLS_STORE,
                (ReadOnlyKeyValueStore<String, LiveCall> store) -> Optional.ofNullable(store.get(callId)));
    }

    @Override
    public List<CallTrajectory> trajectories(LiveCall call) throws NotReadyException {
        return ask(
                LiveCalls.TRAJECTORIES_STORE,
                (ReadOnlyKeyValueStore<String, CallTrajectory> store) -> call.channels().stream()
                        .map(channel -> LatestTrajectories.key(call.callId(), channel.channel()))
                        .flatMap(key -> Optional.ofNullable(store.get(key)).stream())
                        .toList());
    }

    @Override
    public List<EmotionWindow> windows(LiveCall call, LiveChannel channel, int from, int most)
            throws NotReadyException {
        return ask(
                LiveCalls.WINDOWS_STORE,
                (ReadOnlyKeyValueStore<String, WindowBlock> store) ->
                        WindowStore.windows(store, call.callId(), channel, from, most));
    }

    @Override
    public CallStory story(String callId) throws NotReadyException {
        return ask(
                LiveCalls.STORIES_STORE,
                (ReadOnlyKeyValueStore<String, CallStory> store) ->
                        Optional.ofNullable(store.get(callId)).orElseGet(() -> CallStory.of(callId)));
    }

    @Override
    public List<CallStory> stories() throws NotReadyException {
        return all(LiveCalls.STORIES_STORE);
    }

    private <V> List<V> all(String store) throws NotReadyException {
        return ask(store, (ReadOnlyKeyValueStore<String, V> asked) -> {
            List<V> values = new ArrayList<>();
            try (KeyValueIterator<String, V> all = asked.all()) {
                all.forEachRemaining(entry -> values.add(entry.value));
            }
            return values;
        });
    }

    private <V, R> R ask(String store, Function<ReadOnlyKeyValueStore<String, V>, R> question)
            throws NotReadyException {
        try {
            return question.apply(stores.named(store));
        } catch (InvalidStateStoreException e) {
            throw new NotReadyException(e);
        }
    }
}
