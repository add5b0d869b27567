package io.speecheq.streamfeatures.channel;

/** Where a chunk stands in its channel's order: arithmetic on sample positions, all of them at the chunk's own rate. */
sealed interface ChunkOrder {

    /**
     * Decides it.
     *
     * @param expectedSample the first sample that the channel does not have yet
     * @param startSample the chunk's first sample
     * @param samples number of samples in the chunk, may be 0
     * @param mostMissingSamples largest gap that is believed
     * @param heard what is known about the audio before {@code expectedSample}
     */
    static ChunkOrder admit(
            long expectedSample, long startSample, int samples, long mostMissingSamples, HeardAudio heard) {
        long missing = startSample - expectedSample;
        if (missing > mostMissingSamples) {
            return new TooFar(missing);
        } else if (missing > 0) {
            return new Gap(missing);
        } else if (missing == 0 || missing + samples > 0) {
            return new InOrder((int) -missing);
        }
        return heard.covers(startSample, startSample + samples) ? new Duplicate() : new TooLate();
    }

    <R> R fold(Cases<R> cases);

    /** What is done in each case. */
    interface Cases<R> {

        R inOrder(int knownSamples);

        R duplicate();

        R gap(long missingSamples);

        R tooLate();

        R tooFar(long missingSamples);
    }

    /** Whether a stretch before the expected sample was heard, as far as the channel remembers. */
    @FunctionalInterface
    interface HeardAudio {
        boolean covers(long fromSample, long toSample);
    }

    /**
     * The chunk goes on where the channel's audio ends.
     *
     * @param knownSamples so many of its first samples are there already
     */
    record InOrder(int knownSamples) implements ChunkOrder {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.inOrder(knownSamples);
        }
    }

    /** All of it is there already. */
    record Duplicate() implements ChunkOrder {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.duplicate();
        }
    }

    /**
     * Audio before it is missing, so far.
     *
     * @param missingSamples at least 1
     */
    record Gap(long missingSamples) implements ChunkOrder {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.gap(missingSamples);
        }
    }

    /** Its place was given up as lost, or lies before everything that the channel remembers. */
    record TooLate() implements ChunkOrder {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.tooLate();
        }
    }

    /**
     * So much audio before it would be missing that its position is not believed.
     *
     * @param missingSamples more than is believed
     */
    record TooFar(long missingSamples) implements ChunkOrder {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.tooFar(missingSamples);
        }
    }
}
