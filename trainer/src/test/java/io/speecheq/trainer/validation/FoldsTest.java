package io.speecheq.trainer.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.Gender;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.UnifiedDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
    private static final UnifiedDataset ONE = new UnifiedDataset(clips("one", 12));
    private static final UnifiedDataset BOTH =
            new UnifiedDataset(java.util.stream.Stream.concat(clips("another", 7).stream(), clips("one", 12).stream())
                    .toList());

    @ParameterizedTest
    @CsvSource({"random,1", "random,2", "speakers,1", "speakers,2", "loso,1"})
    void everyClipIsTestedOnceAndNeverMetBefore(String protocol, long seed) throws CorpusException {
        List<LabelledClip> tested = new ArrayList<>();
        for (Fold fold : folds(protocol, seed).of(BOTH, Set.of())) {
            tested.addAll(fold.test().clips());
            assertThat(fold.training().clips())
                    .doesNotContainAnyElementsOf(fold.test().clips())
                    .doesNotContainAnyElementsOf(fold.development().clips());
            assertThat(fold.development().clips())
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(fold.test().clips());
        }
        assertThat(tested).containsExactlyInAnyOrderElementsOf(BOTH.clips());
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "speakers", "loso"})
    void aCorpusIsTestedAlikeWhateverElseIsTrainedOn(String protocol) throws CorpusException {
        List<Fold> alone = folds(protocol, 5).of(ONE, Set.of("one"));
        List<Fold> unified = folds(protocol, 5).of(BOTH, Set.of("one"));

        assertThat(unified).hasSameSizeAs(alone);
        for (int i = 0; i < alone.size(); i++) {
            assertThat(unified.get(i).test()).isEqualTo(alone.get(i).test());
            assertThat(unified.get(i).development().clips())
                    .containsAll(alone.get(i).development().clips());
            assertThat(unified.get(i).training().corpora()).contains("another");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void gendersAreBalancedOverFoldsOfSpeakers(long seed) throws CorpusException {
        for (Fold fold : folds("speakers", seed).of(ONE, Set.of())) {
            Set<String> women = new HashSet<>(fold.test()
                    .where(clip -> clip.gender().equals(Optional.of(Gender.FEMALE)))
                    .speakers());
            assertThat(women).as("seed %d, fold %d", seed, fold.number()).hasSize(2);
            assertThat(fold.test().speakers()).hasSize(4);
        }
    }

    @Test
    void onlyRandomFoldsHaveSpeakersOnBothSidesAndSaySo() throws CorpusException {
        Folds random = folds("random", 1);
        assertThat(random.protocol().title()).contains("speakers on both sides");
        assertThat(random.of(ONE, Set.of())).allSatisfy(fold -> assertThat(fold).isInstanceOf(Fold.OfClips.class));
        assertThat(folds("speakers", 1).of(ONE, Set.of()))
                .allSatisfy(fold -> assertThat(fold).isInstanceOf(Fold.OfSpeakers.class));
    }

    @Test
    void whatCannotBeDividedIsTold() {
        assertThatThrownBy(() -> Folds.of(Protocol.named("speakers", 13), 1).of(ONE, Set.of()))
                .isInstanceOf(CorpusException.class)
                .hasMessage("one has 12 speakers, too few for 13 folds; ask for fewer folds");
        assertThatThrownBy(() -> folds("fixed", 1).of(ONE, Set.of()))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("one names no test part of its own");
        assertThatThrownBy(() -> Protocol.named("guess", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no protocol guess, only random, loso, speakers and fixed");
    }

    private static Folds folds(String protocol, long seed) {
        return Folds.of(Protocol.named(protocol, 3), seed);
    }

    private static List<LabelledClip> clips(String corpus, int speakers) {
        List<LabelledClip> clips = new ArrayList<>();
        for (int speaker = 0; speaker < speakers; speaker++) {
            for (int i = 0; i < 4 + speaker % 3; i++) {
                clips.add(new LabelledClip(
                        Path.of(corpus, speaker + "-" + i + ".wav"),
                        corpus,
                        corpus + "/" + speaker,
                        Optional.of(speaker % 2 == 0 ? Gender.FEMALE : Gender.MALE),
                        Optional.of(i % 2 == 0 ? EmotionCategory.ANGER : EmotionCategory.SADNESS),
                        LabelledClip.UNLABELLED,
                        Optional.empty(),
                        "en"));
            }
        }
        return clips;
    }
}
