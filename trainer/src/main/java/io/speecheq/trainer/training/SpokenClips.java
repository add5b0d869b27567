package io.speecheq.trainer.training;

import io.speecheq.trainer.features.AnalysedClip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Clips in a row without end: each once before any comes again, in an order that follows from the seed.
 *
 * @param size clips of one draw
 */
record SpokenClips(List<AnalysedClip> clips, int size, long seed) {
    SpokenClips {
        clips = List.copyOf(clips);
    }

    boolean isEmpty() {
        return clips.isEmpty() || size == 0;
    }

    /** The clips of a draw, counted from 0 over the whole run. */
    List<AnalysedClip> at(long draw) {
        List<AnalysedClip> drawn = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long position = draw * size + i;
            List<AnalysedClip> order = order(position / clips.size());
            drawn.add(order.get((int) (position % clips.size())));
        }
        return drawn;
    }

    private List<AnalysedClip> order(long round) {
        List<AnalysedClip> order = new ArrayList<>(clips);
        Collections.shuffle(order, new Random(seed * 1_000_003 + round));
        return order;
    }
}
