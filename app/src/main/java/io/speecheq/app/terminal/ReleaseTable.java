package io.speecheq.app.terminal;

import io.speecheq.app.release.ReleaseBook;
import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ModelStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Releases as a table: those with a role first. */
public final class ReleaseTable {

    private static final List<String> HEAD = List.of("ROLE", "RELEASE", "SHA-256", "SINCE", "JOBS");
    private static final int HASH = 12;

    private final ReleaseBook book;
    private final Map<String, Map<String, ModelStatus>> newestByHashAndJob = new LinkedHashMap<>();

    /** @param statuses what jobs said, the oldest first */
    public ReleaseTable(ReleaseBook book, List<ModelStatus> statuses) {
        this.book = book;
        for (ModelStatus status : statuses) {
            newestByHashAndJob
                    .computeIfAbsent(status.getSha256(), hash -> new LinkedHashMap<>())
                    .put(status.getJob(), status);
        }
    }

    public List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        book.champion().ifPresent(champion -> rows.add(row("champion", champion, since(champion))));
        book.challenger()
                .ifPresent(challenger -> rows.add(row(
                        "challenger " + ReleaseBook.percent(challenger.getShare()), challenger, since(challenger))));
        for (ReleaseBook.Entry published : book.published()) {
            if (!hasRole(published.release())) {
                rows.add(row("", published.release(), published.at()));
            }
        }
        return aligned(rows);
    }

    private boolean hasRole(ModelRelease release) {
        String title = ReleaseBook.title(release);
        return List.of(book.champion(), book.challenger()).stream()
                .flatMap(Optional::stream)
                .anyMatch(other -> ReleaseBook.title(other).equals(title));
    }

    private static Instant since(ModelRelease release) {
        return release.getPromotedAt() == null ? Instant.EPOCH : release.getPromotedAt();
    }

    private List<String> row(String role, ModelRelease release, Instant since) {
        String jobs = newestByHashAndJob.getOrDefault(release.getSha256(), Map.of()).values().stream()
                .map(status ->
                        status.getJob() + " " + status.getOutcome().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String hash = release.getSha256();
        return List.of(
                role,
                ReleaseBook.title(release),
                hash.substring(0, Math.min(HASH, hash.length())),
                since.truncatedTo(ChronoUnit.SECONDS).toString(),
                jobs);
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 0; i < widths.length; i++) {
                        line.append(String.format(Locale.ROOT, "%-" + (widths[i] + 2) + "s", row.get(i)));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }
}
