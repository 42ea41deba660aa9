package io.github.cnnc.compiler;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of compiler/README.md. */
class ArchitectureTest {

    private static final String ROOT = "io.github.cnnc.compiler";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packagesImportOnlyWhatTheReadmeSays() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("front door")
                .definedBy(ROOT)
                .layer("source")
                .definedBy(ROOT + ".source")
                .layer("diagnostic")
                .definedBy(ROOT + ".diagnostic")
                .layer("syntax")
                .definedBy(ROOT + ".syntax")
                .layer("parse")
                .definedBy(ROOT + ".parse")
                .layer("format")
                .definedBy(ROOT + ".format")
                .layer("foreign")
                .definedBy(ROOT + ".foreign")
                .layer("value")
                .definedBy(ROOT + ".value")
                .layer("layer")
                .definedBy(ROOT + ".layer")
                .layer("network")
                .definedBy(ROOT + ".network")
                .layer("elaborate")
                .definedBy(ROOT + ".elaborate")
                .layer("check")
                .definedBy(ROOT + ".check")
                .layer("compare")
                .definedBy(ROOT + ".compare")
                .layer("ir")
                .definedBy(ROOT + ".ir")
                .layer("lower")
                .definedBy(ROOT + ".lower")
                .layer("machine")
                .definedBy(ROOT + ".machine")
                .layer("layout")
                .definedBy(ROOT + ".layout")
                .layer("codegen")
                .definedBy(ROOT + ".codegen")
                .layer("kernel")
                .definedBy(ROOT + ".kernel..")
                .layer("plan")
                .definedBy(ROOT + ".plan")
                .layer("emit")
                .definedBy(ROOT + ".emit")
                .layer("load")
                .definedBy(ROOT + ".load")
                .layer("explain")
                .definedBy(ROOT + ".explain")
                .layer("tune")
                .definedBy(ROOT + ".tune")
                .layer("draw")
                .definedBy(ROOT + ".draw")
                .layer("reference")
                .definedBy(ROOT + ".reference")
                .whereLayer("front door")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("parse")
                .mayOnlyBeAccessedByLayers("front door", "elaborate", "format")
                .whereLayer("foreign")
                .mayOnlyBeAccessedByLayers("parse", "elaborate")
                .whereLayer("format")
                .mayOnlyBeAccessedByLayers("front door")
                .whereLayer("elaborate")
                .mayOnlyBeAccessedByLayers("front door", "check")
                .whereLayer("check")
                .mayOnlyBeAccessedByLayers("front door", "draw", "compare")
                .whereLayer("compare")
                .mayOnlyBeAccessedByLayers("front door")
                .whereLayer("draw")
                .mayOnlyBeAccessedByLayers("front door")
                .whereLayer("lower")
                .mayOnlyBeAccessedByLayers("front door")
                .whereLayer("ir")
                .mayOnlyBeAccessedByLayers(
                        "front door", "lower", "layout", "codegen", "kernel", "plan", "emit", "explain", "tune")
                .whereLayer("layout")
                .mayOnlyBeAccessedByLayers("kernel", "plan", "emit", "explain")
                .whereLayer("codegen")
                .mayOnlyBeAccessedByLayers("kernel", "emit")
                .whereLayer("kernel")
                .mayOnlyBeAccessedByLayers("plan", "emit", "load", "explain", "tune")
                .whereLayer("machine")
                .mayOnlyBeAccessedByLayers("front door", "lower", "layout", "kernel", "plan", "emit", "explain", "tune")
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("front door", "emit", "explain", "tune")
                .whereLayer("emit")
                .mayOnlyBeAccessedByLayers("front door", "load", "explain", "tune")
                .whereLayer("load")
                .mayOnlyBeAccessedByLayers("front door", "explain", "tune")
                .whereLayer("explain")
                .mayOnlyBeAccessedByLayers("front door")
                .whereLayer("tune")
                .mayOnlyBeAccessedByLayers("front door")
                .whereLayer("layer")
                .mayOnlyBeAccessedByLayers(
                        "front door",
                        "parse",
                        "foreign",
                        "format",
                        "network",
                        "elaborate",
                        "check",
                        "lower",
                        "ir",
                        "layout",
                        "codegen",
                        "kernel",
                        "plan",
                        "emit",
                        "tune",
                        "draw",
                        "reference")
                .check(CLASSES);
    }

    @Test
    void antlrIsSeenByTheParserOnly() {
        seenOnlyBy("parse", "org.antlr..", "io.github.cnnc.grammar..");
    }

    @Test
    void javaPoetIsSeenByTheEmitterOnly() {
        seenOnlyBy("emit", "com.palantir.javapoet..");
    }

    @Test
    void janinoIsSeenByTheLoaderOnly() {
        seenOnlyBy("load", "org.codehaus..");
    }

    /** What is worth saying goes to {@link System.Logger}, and what is wrong into diagnostics and exceptions. */
    @Test
    void librariesDoNotPrint() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT, "io.github.cnnc.runtime"));
    }

    /** A family may use another one's shapes, but not the other way round as well. */
    @Test
    void noTwoFamiliesOfKernelsNeedEachOther() {
        slices().matching(ROOT + ".kernel.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** What plans and what is emitted come from the families' own answers. */
    @Test
    void plansAndEmittersKnowNoFamilyByName() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".emit", ROOT + ".tune", ROOT + ".explain", ROOT + ".load")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + ".kernel.*").and(not(resideInAPackage(ROOT + ".kernel.move"))))
                .check(CLASSES);
    }

    private static void seenOnlyBy(String part, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + part)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(CLASSES);
    }
}
