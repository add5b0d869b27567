package io.speecheq.trainer.evaluation;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Condition;
import java.util.ArrayList;
import java.util.List;

/** A network that can be asked, wherever it runs. */
public interface Scorer {
    /**
     * What it says of each clip, in their order.
     *
     * @param clips raw log-mel, of any lengths
     */
    List<Opinion> score(List<FrameMatrix> clips);

    /** What it says of clips in one condition, in their order; clips without an emotion label are left out. */
    default List<Prediction> predict(List<AnalysedClip> clips, Condition condition) {
        List<AnalysedClip> labelled =
                clips.stream().filter(clip -> clip.clip().emotion().isPresent()).toList();
        List<Opinion> opinions =
                score(labelled.stream().map(clip -> clip.in(condition)).toList());
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < opinions.size(); i++) {
            predictions.add(new Prediction(labelled.get(i).clip(), opinions.get(i)));
        }
        return predictions;
    }
}
