package io.speecheq.ingest.chunk;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the channels of a recording are called. By default the first is the customer, the second (right) the agent, and
 * others are numbered from {@code channel3}.
 */
public final class ChannelNames {

    /** In a list of names: a channel that is left out. */
    private static final String SKIPPED = "-";

    private static final List<String> USUAL = List.of("customer", "agent");

    private final @Nullable List<String> named;

    private ChannelNames(@Nullable List<String> named) {
        this.named = named;
    }

    public static ChannelNames standard() {
        return new ChannelNames(null);
    }

    /**
     * Names in the order of the channels, with commas between; {@code -} leaves a channel out.
     *
     * @throws IllegalArgumentException in one line, if a name is empty, too long or given twice, or if all are left out
     */
    public static ChannelNames parse(String list) {
        List<String> names = Stream.of(list.split(",", -1)).map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            Call.checkName("channel name", name);
            if (!name.equals(SKIPPED) && !seen.add(name)) {
                throw new IllegalArgumentException("channel " + name + " is named twice in " + list);
            }
        }
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("channels " + list + " leave every channel out; name at least one");
        }
        return new ChannelNames(names);
    }

    /**
     * The name of each channel of a recording that has so many, empty for those left out.
     *
     * @throws IllegalArgumentException in one line, if another number of channels was named
     */
    public List<Optional<String>> of(int channels) {
        if (named == null) {
            return IntStream.range(0, channels)
                    .mapToObj(i -> Optional.of(i < USUAL.size() ? USUAL.get(i) : "channel" + (i + 1)))
                    .toList();
        }
        if (named.size() != channels) {
            throw new IllegalArgumentException("has " + count(channels) + ", but --channels names " + named.size()
                    + " (" + String.join(",", named) + "); name each one, and - for one to leave out");
        }
        return named.stream()
                .map(name -> name.equals(SKIPPED) ? Optional.<String>empty() : Optional.of(name))
                .toList();
    }

    private static String count(int channels) {
        return channels == 1 ? "1 channel" : channels + " channels";
    }
}
