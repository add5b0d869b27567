package io.speecheq.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.acoustics.features.FeatureSpec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "cuda:0", "cuda:7"})
    void aTextNamesItsDevice(String text) {
        assertThat(Device.parse(text).text()).isEqualTo(text);
    }

    @Test
    void cudaAloneIsTheFirst() {
        assertThat(Device.parse("cuda")).isEqualTo(new Device.Cuda(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CUDA:0", "cuda:", "cuda:-1", "cuda:1000", "cpu:0"})
    void anyOtherTextIsRefusedAndToldWhatThereIs(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Device.parse(text))
                .withMessageContaining("auto, cpu or cuda:0");
    }

    @Test
    void autoServesOnTheCpuWhereTheRuntimeIsTheOneForCpus() throws ModelRefused {
        Assumptions.assumeFalse(NetworkSession.hasCuda(), "this build has the runtime for GPUs");
        try (SpeechEqModel model =
                SpeechEqModel.open(TinyNetwork.seeded(1).toBytes(), FeatureSpec.standard(), Device.auto())) {
            assertThat(model.device()).isEqualTo("cpu");
        }
    }

    @Test
    void aGpuThatIsAskedForAndMissingIsRefusedInOneLine() {
        Assumptions.assumeFalse(NetworkSession.hasCuda(), "this build has the runtime for GPUs");
        assertThatThrownBy(() -> SpeechEqModel.open(
                                TinyNetwork.seeded(1).toBytes(), FeatureSpec.standard(), new Device.Cuda(0))
                        .close())
                .isInstanceOf(ModelRefused.class)
                .hasMessage("--device cuda:0: this ONNX Runtime is the one for CPUs; build with -Pcuda");
    }
}
