package io.speecheq.inference.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * NVIDIA's driver, as a process sees it: by its device files. It is looked for before the runtime's CUDA provider is touched, which
 * crashes the process in a container that was not given the GPU (https://github.com/microsoft/onnxruntime/issues/24652).
 *
 * @param devices the folder of device files
 */
record CudaDriver(Path devices) {

    /** Of the driver itself, of the first GPU, and of Windows' GPUs inside WSL. */
    private static final List<String> FILES = List.of("nvidiactl", "nvidia0", "dxg");

    /** The one that this process may use. */
    static CudaDriver ofMachine() {
        return new CudaDriver(Path.of("/dev"));
    }

    /** @throws CudaUnavailable when it is not there; the message says what to do */
    void require() throws CudaUnavailable {
        if (FILES.stream().noneMatch(file -> Files.exists(devices.resolve(file)))) {
            throw new CudaUnavailable("there is no NVIDIA driver under " + devices + " (" + String.join(", ", FILES)
                    + "): install it, or give the container the GPU (docs/gpu.md)");
        }
    }
}
