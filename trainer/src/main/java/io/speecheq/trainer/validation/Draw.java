package io.speecheq.trainer.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** An order drawn from a seed and a name, so that what is drawn for one corpus does not depend on the others. */
record Draw(long seed) {
    <T> List<T> shuffled(Collection<T> sorted, String name) {
        Random random = new Random(31 * seed + name.hashCode());
        List<T> drawn = new ArrayList<>(sorted);
        for (int i = drawn.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T moved = drawn.get(i);
            drawn.set(i, drawn.get(other));
            drawn.set(other, moved);
        }
        return drawn;
    }
}
