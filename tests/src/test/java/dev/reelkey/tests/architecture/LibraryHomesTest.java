package dev.reelkey.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One library, one home; modules that know only what they may. */
class LibraryHomesTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.reelkey");

  @ParameterizedTest
  @CsvSource({
    "software.amazon.., ..s3..",
    "org.redisson.., ..redis..",
    "org.bytedeco.., ..ffmpeg..",
    "org.bouncycastle.., ..bouncycastle..",
    "com.nimbusds.., dev.reelkey.core.token..",
    "org.gaul.., dev.reelkey.standalone..",
    "redis.embedded.., dev.reelkey.standalone.."
  })
  void aLibraryIsUsedInItsHomeOnly(String library, String home) {
    noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CODE);
  }

  @ParameterizedTest
  @CsvSource({
    "core, transcoder",
    "core, keyserver",
    "core, playback",
    "core, standalone",
    "transcoder, keyserver",
    "transcoder, playback",
    "transcoder, standalone",
    "keyserver, transcoder",
    "keyserver, playback",
    "keyserver, standalone",
    "playback, transcoder",
    "playback, keyserver",
    "playback, standalone"
  })
  void servicesMeetOverHttpS3AndRedisOnly(String from, String to) {
    noClasses()
        .that()
        .resideInAPackage("dev.reelkey." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.reelkey." + to + "..")
        .allowEmptyShould(true)
        .check(CODE);
  }

  @Test
  void theClockAndTheEnvironmentAreReadInCompositionRootsOnly() {
    ArchRule rule =
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Main")
            .and()
            .resideOutsideOfPackages("dev.reelkey.standalone..", "dev.reelkey.sample..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");
    rule.check(CODE);
  }

  @Test
  void noObjectIsDeserialisedByJava() {
    // FLT-7: what Redis and S3 hold is text and JSON of ours; nothing else is ever read back.
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.ObjectInputStream|.*\\.Kryo5Codec|.*SerializationCodec|.*MarshallingCodec")
        .check(CODE);
  }

  @Test
  void namesSayWhatATypeDoes() {
    noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Service)").check(CODE);
  }
}
