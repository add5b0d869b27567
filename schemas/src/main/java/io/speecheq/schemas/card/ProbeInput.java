package io.speecheq.schemas.card;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Random;

/** Log-mel features to try a network on, as a recipe or value by value. */
public sealed interface ProbeInput {

    /** {@code [frames][bands]} row by row; a new array at each call. */
    float[] features(int frames, int bands);

    /** The features that a seed makes. */
    static ProbeInput seeded(long seed) {
        return new Seeded(seed);
    }

    /** These features, {@code [frames][bands]} row by row. */
    static ProbeInput values(float[] features) {
        ByteBuffer bytes = ByteBuffer.allocate(features.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(features);
        return new Values(Base64.getEncoder().encodeToString(bytes.array()));
    }

    /**
     * Normal deviates of {@link Random}, which Java defines to the bit, with the mean and spread of speech: −6 and 3,
     * not below the floor ln(1e-10).
     */
    record Seeded(long seed) implements ProbeInput {

        private static final float LOG_FLOOR = (float) Math.log(1e-10);

        @Override
        public float[] features(int frames, int bands) {
            Random random = new Random(seed);
            float[] features = new float[Math.multiplyExact(frames, bands)];
            for (int i = 0; i < features.length; i++) {
                features[i] = Math.max(LOG_FLOOR, (float) (-6 + 3 * random.nextGaussian()));
            }
            return features;
        }
    }

    /**
     * Features told one by one.
     *
     * @param base64 of little-endian float32
     */
    record Values(String base64) implements ProbeInput {

        public Values {
            if (decode(base64).length % Float.BYTES != 0) {
                throw new IllegalArgumentException("probe input is not a whole number of float32 values");
            }
        }

        @Override
        public float[] features(int frames, int bands) {
            byte[] bytes = decode(base64);
            float[] features = new float[Math.multiplyExact(frames, bands)];
            if (bytes.length != (long) features.length * Float.BYTES) {
                throw new IllegalArgumentException("probe input has " + bytes.length / Float.BYTES + " values, not "
                        + frames + " x " + bands + " = " + features.length);
            }
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(features);
            return features;
        }

        private static byte[] decode(String base64) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("probe input is not base64", e);
            }
        }
    }
}
