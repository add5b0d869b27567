package io.speecheq.inference.release;

import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import java.io.IOException;
import java.io.Serializable;

/** Finds out whether a release can serve, which may take long: its file is fetched, opened and run. */
@FunctionalInterface
interface ReleaseCheck extends Serializable {

    /**
     * Returns when it can.
     *
     * @throws IOException when its file cannot be fetched
     * @throws ModelRefused when it must not serve
     */
    void check(Release release) throws IOException, ModelRefused;

    /** That everything is as it must be on that device: size, hash, contract, features, probe and card. */
    static ReleaseCheck ofFileOn(Device device) {
        return release -> ReleaseFile.check(release, device);
    }
}
