package io.speecheq.app.release;

import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ReleaseRole;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the models topic says at one moment.
 *
 * @param byKey the newest record of every key
 */
public record ReleaseBook(Map<String, Entry> byKey) {

    static final String CHAMPION = "champion";
    static final String CHALLENGER = "challenger";

    /** A record and when the broker got it. */
    public record Entry(ModelRelease release, Instant at) {}

    public ReleaseBook {
        byKey = Map.copyOf(byKey);
    }

    /** The name that events and commands have for a release. */
    public static String title(ModelRelease release) {
        return release.getName() + ":" + release.getVersion();
    }

    /** A challenger's share of calls in words: {@code 12.5 %}. */
    public static String percent(double share) {
        return BigDecimal.valueOf(100 * share)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /** The release that is to score every window. */
    public Optional<ModelRelease> champion() {
        return Optional.ofNullable(byKey.get(CHAMPION)).map(Entry::release);
    }

    /** The release that is to score beside it, if there is a challenge. */
    public Optional<ModelRelease> challenger() {
        return Optional.ofNullable(byKey.get(CHALLENGER)).map(Entry::release).filter(release -> release.getShare() > 0);
    }

    /** Everything that was published, by name. */
    public List<Entry> published() {
        return byKey.values().stream()
                .filter(entry -> entry.release().getRole() == ReleaseRole.OFFERED)
                .sorted(Comparator.comparing(entry -> title(entry.release())))
                .toList();
    }

    /**
     * The published release of that title.
     *
     * @throws ReleaseFailedException when there is none; names those that there are
     */
    public ModelRelease published(String title) throws ReleaseFailedException {
        return find(title).orElseThrow(() -> {
            String known =
                    published().stream().map(entry -> title(entry.release())).collect(Collectors.joining(", "));
            return new ReleaseFailedException("there is no release " + title + "; "
                    + (known.isEmpty() ? "publish one with ./speecheq releases publish" : "there are " + known));
        });
    }

    Optional<ModelRelease> find(String title) {
        return published().stream()
                .map(Entry::release)
                .filter(release -> title(release).equals(title))
                .findFirst();
    }
}
