package io.speecheq.inference.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.inference.model.ModelRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoresTest {

    private final ModelStores stores = ModelStores.parseAll("file:/a/b, s3://bucket/models/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/a/b/x.onnx",
                "file:///a/b/x.onnx",
                "file:///a/b/deeper/x.onnx",
                "file:///a//b/x.onnx",
                "s3://bucket/models/x.onnx"
            })
    void whatLiesInAStoreIsTaken(String uri) {
        assertThatCode(() -> stores.requireHolding(uri)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/a/bc/x.onnx",
                "file:/a/b",
                "file:/a/b/",
                "file:/a/x.onnx",
                "file:/a/b/../x.onnx",
                "file:/a/b/../../etc/passwd",
                "file:/a/b/%2e%2e/x.onnx",
                "file:/a/b/%2E%2E%2Fx.onnx",
                "file:/a/b/..\\x.onnx",
                "file:/a/b/./x.onnx",
                "file://host/a/b/x.onnx",
                "s3://other/models/x.onnx",
                "s3://bucket/models-of-others/x.onnx",
                "s3://user@bucket/models/x.onnx",
                "s3a://bucket/models/x.onnx",
                "hdfs:/a/b/x.onnx",
                "/a/b/x.onnx",
                "a/b/x.onnx",
                "file:a/b/x.onnx",
                "http://localhost/a/b/x.onnx",
                ""
            })
    void whatLiesElsewhereIsRefusedWithTheOptionThatWouldHelp(String uri) {
        assertThatThrownBy(() -> stores.requireHolding(uri))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("--stores");
    }

    @Test
    void withoutStoresNothingIsTaken() {
        assertThatThrownBy(() -> ModelStores.parseAll(" ").requireHolding("file:/a/b/x.onnx"))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("start it with --stores");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "/srv/models", "file:/a,,file:/b", "file:/a/../b", ":"})
    void aStoreMustBeAnAbsoluteUri(String text) {
        assertThatThrownBy(() -> ModelStores.parseAll(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWholeFileSystemCanBeAStore() {
        assertThat(ModelStores.parseAll("s3://bucket/").folders()).hasSize(1);
        assertThatCode(() -> ModelStores.parseAll("s3://bucket/").requireHolding("s3://bucket/x.onnx"))
                .doesNotThrowAnyException();
    }
}
