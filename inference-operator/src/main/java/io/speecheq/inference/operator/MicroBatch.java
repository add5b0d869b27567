package io.speecheq.inference.operator;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.inference.model.WindowScore;
import io.speecheq.inference.release.AssignedWindow;
import io.speecheq.inference.window.EmotionWindows;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Windows that wait for the network, and among them events that need none but must keep their place. One thread owns it.
 */
final class MicroBatch {

    /** An event in its place, or to be made once the scores are there. */
    private interface Place {
        Told told(Iterator<WindowScore> scores, String release);
    }

    /**
     * An event, with what it is to be compared with.
     *
     * @param challenged the window once more, for each challenge that takes it
     */
    record Told(EmotionWindow event, List<ChallengedWindow> challenged) {

        static Told of(AssignedWindow assigned, EmotionWindow event) {
            return new Told(
                    event,
                    assigned.challenges().stream()
                            .map(challenge -> new ChallengedWindow(assigned.window(), challenge, event))
                            .toList());
        }
    }

    private final List<Place> places = new ArrayList<>();
    private final List<FrameMatrix> waiting = new ArrayList<>();

    void add(AssignedWindow assigned) {
        FeatureWindow window = assigned.window();
        waiting.add(window.frames());
        places.add((scores, release) -> Told.of(assigned, EmotionWindows.scored(window, scores.next(), release)));
    }

    void addNotAssessed(FeatureWindow window, NotAssessed reason) {
        Told told = new Told(EmotionWindows.notAssessed(window, reason), List.of());
        places.add((scores, release) -> told);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Events to come. */
    int places() {
        return places.size();
    }

    /** Windows to be scored. */
    int waiting() {
        return waiting.size();
    }

    /**
     * The events of everything that waited, in order; nothing waits afterwards.
     *
     * @param failures told of every window that the network failed on; its event does not say why
     */
    List<Told> score(Scorer scorer, Consumer<ScoringFailure> failures) {
        List<WindowScore> scores = waiting.isEmpty() ? List.of() : scorer.score(List.copyOf(waiting));
        if (scores.size() != waiting.size()) {
            throw new IllegalStateException(scores.size() + " scores for " + waiting.size() + " windows");
        }
        scores.forEach(score -> score.failure().ifPresent(failures));
        Iterator<WindowScore> inOrder = scores.iterator();
        List<Told> events = new ArrayList<>(places.size());
        for (Place place : places) {
            events.add(place.told(inOrder, scorer.release()));
        }
        places.clear();
        waiting.clear();
        return events;
    }
}
