package io.speecheq.schemas.card;

import java.util.OptionalDouble;

/**
 * A corpus that a network was trained on; its licence binds the weights too.
 *
 * @param hours of audio, where it was counted
 */
public record TrainingCorpus(String name, String licence, int clips, int speakers, OptionalDouble hours) {

    public TrainingCorpus {
        Checks.notBlank("corpus name", name);
        Checks.notBlank("licence of corpus " + name, licence);
        Checks.notNegative("clips of corpus " + name, clips);
        Checks.notNegative("speakers of corpus " + name, speakers);
        if (hours.isPresent()) {
            Checks.finite("hours of corpus " + name, hours.getAsDouble());
        }
    }
}
