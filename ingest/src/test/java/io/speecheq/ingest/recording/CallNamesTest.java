package io.speecheq.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallNamesTest {

    @Test
    void aCallIsNamedAfterItsFileAndTheRun() {
        assertThat(new CallNames("r7").of(Path.of("calls/2024/auto repairs (40).flac")))
                .isEqualTo("auto-repairs-40-r7");
    }

    @Test
    void lettersOfAnyScriptStay() {
        assertThat(new CallNames("").of(Path.of("Gespräch 電話.wav"))).isEqualTo("Gespräch-電話");
    }

    @Test
    void equalStemsGetDifferentIds() {
        CallNames names = new CallNames("x");
        assertThat(new String[] {
                    names.of(Path.of("a/call.wav")), names.of(Path.of("b/call.wav")), names.of(Path.of("b/call.mp3"))
                })
                .containsExactly("call-x", "call-2-x", "call-3-x");
    }

    @Test
    void aNumberedFileDoesNotCollideWithANumberedId() {
        CallNames names = new CallNames("");
        Set<String> seen = new HashSet<>();
        for (String file : new String[] {"call-2.wav", "call.wav", "x/call.wav", "call-2.mp3", "y/call.wav"}) {
            assertThat(seen.add(names.of(Path.of(file)))).as(file).isTrue();
        }
    }

    @Test
    void idsAreShortAndPrintableWhateverTheName() {
        CallNames names = new CallNames("s".repeat(300));
        for (String file :
                new String[] {"", ".wav", "...", "\n\t.mp3", "x".repeat(250), "😀".repeat(120), "a\u202Eb.wav"}) {
            for (int again = 0; again < 12; again++) {
                String id = names.of(Path.of(file));
                assertThat(id).hasSizeBetween(1, 256).matches("[\\p{L}\\p{M}\\p{N}._-]+");
            }
        }
    }
}
