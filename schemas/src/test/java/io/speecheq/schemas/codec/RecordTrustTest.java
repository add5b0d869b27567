package io.speecheq.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.speecheq.schemas.record.EmotionWindow;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordTrustTest {

    @BeforeEach
    void avroTrustsNobody() {
        assertThat(System.getProperty("org.apache.avro.SERIALIZABLE_PACKAGES")).isNull();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.DEFAULT);
    }

    @Test
    void withoutItAvroRefusesOurRecords() {
        assertThatExceptionOfType(SecurityException.class)
                .isThrownBy(() -> ClassUtils.forName(EmotionWindow.class.getName()));
    }

    @Test
    void aCodecGrantsItByItself() throws Exception {
        EmotionWindow window = Records.seeded(9).window();
        SpeechEqCodec<EmotionWindow> codec = SpeechEqCodec.of(EmotionWindow.class);

        assertThat(codec.decode(codec.encode(window))).isEqualTo(window);
        assertThat(EmotionWindow.newBuilder(window).build()).isEqualTo(window);
    }

    @Test
    void itCoversOurRecordsAndNothingElse() throws Exception {
        RecordTrust.grant();

        assertThat(ClassUtils.forName(EmotionWindow.class.getName())).isEqualTo(EmotionWindow.class);
        assertThatExceptionOfType(SecurityException.class)
                .isThrownBy(() -> ClassUtils.forName(SpeechEqCodec.class.getName()));
        assertThatExceptionOfType(SecurityException.class)
                .isThrownBy(() -> ClassUtils.forName(SpecificDatumReader.class.getName()));
    }

    @Test
    void grantingAgainChangesNothing() {
        RecordTrust.grant();
        Object first = ClassSecurityValidator.getGlobal();

        RecordTrust.grant();

        assertThat(ClassSecurityValidator.getGlobal()).isSameAs(first);
    }
}
