package io.speecheq.trainer.network;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.global.torch;

/** The native library: how it is started, and the scopes that own what it allocates. */
public final class Torch {
    private Torch() {}

    /**
     * Loads libtorch and fixes its threads; to be called before anything else of it. OpenBLAS keeps to one thread of its own:
     * its threads and libgomp's otherwise spin against each other, and a recurrent layer runs sixty times slower.
     */
    public static void start(int threads) {
        Loader.load(openblas_nolapack.class);
        openblas_nolapack.blas_set_num_threads(1);
        Loader.load(torch.class);
        torch.set_num_threads(threads);
    }

    /** Runs a piece of work and frees every tensor that it made and did not retain. */
    @SuppressWarnings("try") // the scope works by being open
    public static <T> T scoped(Supplier<T> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get();
        }
    }

    /** As {@link #scoped}, without recording gradients. */
    @SuppressWarnings("try") // the scope and the mode work by being open
    public static <T> T withoutGradients(Supplier<T> work) {
        try (PointerScope scope = new PointerScope();
                AutoGradMode mode = new AutoGradMode(false)) {
            return work.get();
        }
    }
}
