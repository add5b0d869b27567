package io.speecheq.inference.release;

import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import java.io.IOException;
import java.io.Serializable;

/** Where an operator, once it runs, gets the network of a release. */
public interface ScorerSource extends Serializable {

    /**
     * The network, ready to score; the caller closes it.
     *
     * @throws IOException when its file cannot be fetched
     * @throws ModelRefused when its file is not what the release says, or breaks the contract
     */
    Scorer open(Release release) throws IOException, ModelRefused;

    /** One network for all who score with the same file on the same device in this process. */
    static ScorerSource sharedInProcess(Device device) {
        return release -> SharedModels.inProcess(device).lease(release);
    }
}
