package io.speecheq.app.plot;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSummary;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The categories' shares of a stretch, 0..1 each: what the record holds as a list in the order of the categories. */
public record EmotionShares(Map<EmotionCategory, Float> byCategory) {

    public EmotionShares {
        byCategory = Collections.unmodifiableMap(new EnumMap<>(byCategory));
    }

    public static EmotionShares of(EmotionSummary summary) {
        Map<EmotionCategory, Float> shares = new EnumMap<>(EmotionCategory.class);
        int index = 0;
        for (EmotionCategory category : EmotionCategory.values()) {
            shares.put(category, summary.getShares().get(index));
            index++;
        }
        return new EmotionShares(shares);
    }

    public float of(EmotionCategory category) {
        return byCategory.getOrDefault(category, 0f);
    }

    /** Those that have any, the largest first. */
    public List<EmotionCategory> largestFirst() {
        return byCategory.entrySet().stream()
                .filter(share -> share.getValue() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
