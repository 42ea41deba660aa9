package io.github.cnnc.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files are written in one way: {@link Destination}'s. */
class WritingTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.cnnc.cli", "io.github.cnnc.compiler");

    private static final Set<String> WRITES = Set.of(
            "write",
            "writeString",
            "newOutputStream",
            "newBufferedWriter",
            "newByteChannel",
            "copy",
            "move",
            "createFile",
            "createTempFile");

    private static final Set<String> WRITERS = Set.of(
            FileOutputStream.class.getName(),
            FileWriter.class.getName(),
            PrintWriter.class.getName(),
            PrintStream.class.getName(),
            RandomAccessFile.class.getName());

    /** The report of a bug is the one file that nobody has asked for: a new one, in the folder for such files. */
    @Test
    void onlyADestinationWritesFiles() {
        noClasses()
                .that(describe("are not Destination or Failures", WritingTest::mustNotWrite))
                .should()
                .callCodeUnitWhere(describe("a file is written", WritingTest::writes))
                .check(CLASSES);
    }

    private static boolean mustNotWrite(JavaClass type) {
        return !type.isEquivalentTo(Destination.class) && !type.isEquivalentTo(Failures.class);
    }

    private static boolean writes(JavaCall<?> call) {
        CodeUnitCallTarget target = call.getTarget();
        String owner = target.getOwner().getName();
        boolean toFile = target.getRawParameterTypes().stream().anyMatch(WritingTest::isFile);
        return owner.equals(Files.class.getName()) && WRITES.contains(target.getName())
                || owner.equals(FileChannel.class.getName()) && target.getName().equals("open")
                || WRITERS.contains(owner) && target.getName().equals("<init>") && (toFile || hasName(target))
                // Npy, Weights and ImageIO write to streams, too.
                || target.getName().equals("write") && toFile;
    }

    private static boolean isFile(JavaClass type) {
        return type.isEquivalentTo(File.class) || type.isEquivalentTo(Path.class);
    }

    private static boolean hasName(CodeUnitCallTarget constructor) {
        return constructor.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(String.class));
    }
}
