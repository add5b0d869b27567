package io.speecheq.trainer.evaluation;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A network that can be asked, wherever it runs. */
public interface Scorer {
    /** Clips between two reports of progress: a multiple of every scorer's batch, so that batches stay what they are. */
    int CLIPS_AT_ONCE = 64;

    /**
     * What it says of each clip, in their order.
     *
     * @param clips raw log-mel, of any lengths
     */
    List<Opinion> score(List<FrameMatrix> clips);

    /** What it says of clips in one condition, in their order; clips without an emotion label are left out. */
    default List<Prediction> predict(List<AnalysedClip> clips, Condition condition) {
        return ask(clips, condition, Progress.silent()).stream()
                .map(ScoredClip::prediction)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What it says of clips in one condition, in their order, labelled or not. */
    default List<ScoredClip> ask(List<AnalysedClip> clips, Condition condition, Progress progress) {
        List<Integer> byLength = IntStream.range(0, clips.size())
                .boxed()
                .sorted(Comparator.comparing(i -> clips.get(i).frames()))
                .toList();
        List<ScoredClip> scored = new ArrayList<>();
        for (int from = 0; from < byLength.size(); from += CLIPS_AT_ONCE) {
            List<AnalysedClip> some = byLength.subList(from, Math.min(byLength.size(), from + CLIPS_AT_ONCE)).stream()
                    .map(clips::get)
                    .toList();
            List<Opinion> opinions =
                    score(some.stream().map(clip -> clip.in(condition)).toList());
            for (int i = 0; i < opinions.size(); i++) {
                scored.add(new ScoredClip(some.get(i).clip(), condition, opinions.get(i)));
            }
            progress.at("Scoring clips, " + condition.label(), scored.size(), clips.size(), "");
        }
        ScoredClip[] ordered = new ScoredClip[scored.size()];
        for (int i = 0; i < ordered.length; i++) {
            ordered[byLength.get(i)] = scored.get(i);
        }
        return List.of(ordered);
    }
}
