package io.speecheq.acoustics.pcm;

/** How the samples of one channel are laid out in bytes. */
public enum PcmEncoding {
    /** 16-bit signed, little-endian. */
    PCM_S16LE(2),
    /** G.711 mu-law. */
    PCMU(1),
    /** G.711 A-law. */
    PCMA(1);

    private final int bytesPerSample;

    PcmEncoding(int bytesPerSample) {
        this.bytesPerSample = bytesPerSample;
    }

    public int bytesPerSample() {
        return bytesPerSample;
    }

    /** Whether that many bytes end where a sample ends. */
    public boolean endsOnSample(int bytes) {
        return bytes % bytesPerSample == 0;
    }

    /** Number of samples in that many bytes; throws if the last one is cut. */
    public int samplesIn(int bytes) {
        if (!endsOnSample(bytes)) {
            throw new IllegalArgumentException(bytes + " bytes do not end on a sample of " + this);
        }
        return bytes / bytesPerSample;
    }
}
