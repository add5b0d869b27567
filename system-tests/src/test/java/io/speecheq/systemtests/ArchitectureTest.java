package io.speecheq.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the design, its forbidden names and its absence of cycles, held over every class of the build. */
@AnalyzeClasses(packages = "io.speecheq", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule modulesSeeOnlyWhatTheDesignDraws = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.speecheq..")
            .layer("schemas")
            .definedBy("io.speecheq.schemas..")
            .layer("acoustics")
            .definedBy("io.speecheq.acoustics..")
            .layer("ingest")
            .definedBy("io.speecheq.ingest..")
            .layer("stream-features")
            .definedBy("io.speecheq.streamfeatures..")
            .layer("inference-operator")
            .definedBy("io.speecheq.inference..")
            .layer("sinks")
            .definedBy("io.speecheq.sinks..")
            .layer("dashboard")
            .definedBy("io.speecheq.dashboard..")
            .layer("app")
            .definedBy("io.speecheq.app..")
            .layer("trainer")
            .definedBy("io.speecheq.trainer..")
            .whereLayer("acoustics")
            .mayNotAccessAnyLayer()
            .whereLayer("schemas")
            .mayNotAccessAnyLayer()
            .whereLayer("ingest")
            .mayOnlyAccessLayers("schemas", "acoustics")
            .whereLayer("stream-features")
            .mayOnlyAccessLayers("schemas", "acoustics")
            .whereLayer("inference-operator")
            .mayOnlyAccessLayers("schemas", "acoustics", "stream-features")
            .whereLayer("sinks")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("dashboard")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("app")
            .mayOnlyAccessLayers(
                    "schemas", "acoustics", "ingest", "stream-features", "inference-operator", "sinks", "dashboard")
            .whereLayer("trainer")
            .mayOnlyAccessLayers("schemas", "acoustics");

    @ArchTest
    static final ArchRule inferenceTakesOnlyTheFeatureWindowFromStreamFeatures = noClasses()
            .that()
            .resideInAPackage("io.speecheq.inference..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.speecheq.streamfeatures..")
                    .and(com.tngtech.archunit.base.DescribedPredicate.not(
                            resideInAPackage("io.speecheq.streamfeatures.window"))));

    @ArchTest
    static final ArchRule acousticsIsPlainJdk = classes()
            .that()
            .resideInAPackage("io.speecheq.acoustics..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("io.speecheq.acoustics..", "java..", "javax.sound..", "org.jspecify.."));

    @ArchTest
    static final ArchRule trainingNeverSeesTheStream = noClasses()
            .that()
            .resideInAPackage("io.speecheq.trainer..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.flink..", "org.apache.kafka.."));

    @ArchTest
    static final ArchRule theStreamNeverSeesLibtorch = noClasses()
            .that()
            .resideOutsideOfPackage("io.speecheq.trainer..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.bytedeco.pytorch..", "org.bytedeco.openblas.."));

    @ArchTest
    static final ArchRule modulesAreFreeOfCycles =
            slices().matching("io.speecheq.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfAModuleAreFreeOfCycles =
            slices().matching("io.speecheq.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .that(alwaysTrue())
            .should()
            .haveNameMatching(".*\\.[A-Za-z]*(Util|Utils|Helper|Manager|Common|Misc|Data|Info)(\\$.*)?")
            .orShould()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..core..", "..impl..", "..misc..");

    @ArchTest
    static final ArchRule nothingPrintsButTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackages("io.speecheq.app..", "io.speecheq.trainer.cli..", "io.speecheq.benchmarks..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
