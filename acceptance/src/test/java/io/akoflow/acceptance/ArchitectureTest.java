package io.akoflow.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final JavaClasses MAIN = Classes.main();

    private static final String[] JDBC = {
        "java.sql..", "javax.sql..", "jakarta.persistence..", "org.postgresql..", "io.agroal..", "org.flywaydb.."
    };
    private static final String[] KAFKA = {
        "org.apache.kafka..", "io.smallrye.reactive.messaging..", "org.eclipse.microprofile.reactive.messaging.."
    };
    private static final Map<String, Set<String>> NOT_PURE = Map.of(
            "java.lang.System", Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty"),
            "java.lang.Thread", Set.of("sleep", "start", "ofVirtual", "ofPlatform"),
            "java.lang.Math", Set.of("random"),
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDateTime", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"),
            "java.util.UUID", Set.of("randomUUID"));

    @Test
    void shouldSeeEveryModule() {
        for (var module :
                new String[] {"contract", "engine", "wire", "reader", "cli", "local", "setup", "deploy", "bench"}) {
            assertThat(MAIN.that(resideInAPackage("io.akoflow." + module + "..")))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void shouldHoldOnlyDataInContract() {
        classes()
                .that()
                .resideInAPackage("io.akoflow.contract..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.akoflow.contract..", "java..", "com.fasterxml.jackson.annotation..", "org.jspecify..")
                .andShould(Kinds.BE_DATA)
                .check(MAIN);
    }

    @Test
    void shouldDecideWithoutTheWorldInEngine() {
        classes()
                .that()
                .resideInAPackage("io.akoflow.engine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.akoflow.engine..", "io.akoflow.contract..", "java..", "org.snakeyaml..", "org.jspecify..")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.akoflow.engine..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..")
                        .and(describe(
                                "no mere text",
                                type -> !type.getSimpleName().startsWith("URI")
                                        && !type.isEquivalentTo(URLEncoder.class)))
                        .or(describe("a clock", type -> type.isEquivalentTo(Clock.class))))
                .orShould()
                .accessTargetWhere(describe("time, random numbers or threads", ArchitectureTest::isNotPure))
                .check(MAIN);
    }

    @Test
    void shouldUseKubernetesClientOnlyUnderKubernetes() {
        only("..kubernetes..").use("io.fabric8..");
    }

    @Test
    void shouldUseDatabaseOnlyUnderStore() {
        only("..store..", "io.akoflow.local.postgres..").use(JDBC);
    }

    @Test
    void shouldUseKafkaOnlyUnderMessaging() {
        only("..messaging..", "io.akoflow.wire..", "io.akoflow.local.kafka..").use(KAFKA);
    }

    @Test
    void shouldUseJaxRsOnlyUnderRest() {
        only("..rest..").use("jakarta.ws.rs..");
    }

    @Test
    void shouldNotKnowEachOtherWhenServices() {
        slices().matching("io.akoflow.(*)..")
                .that(describe(
                        "services",
                        slice -> Set.of("gateway", "planner", "dispatcher", "watcher")
                                .contains(slice.getNamePart(1))))
                .should()
                .notDependOnEachOther()
                .check(MAIN);
    }

    @Test
    void shouldKnowOnlyContractAndEngineWhenCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("io.akoflow.cli..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.akoflow..")
                        .and(describe(
                                "others",
                                type -> !type.getPackageName()
                                        .matches("io\\.akoflow\\.(cli|contract|engine)(\\..*)?"))))
                .check(MAIN);
    }

    @Test
    void shouldInjectByConstructor() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("a constructor says what a class needs")
                .check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Impl", "Util", "Utils", "Helper", "Manager", "DTO"})
    void shouldHaveNamesThatSayWhatTheyAre(String ending) {
        noClasses().should().haveSimpleNameEndingWith(ending).check(MAIN);
    }

    @Test
    void shouldNameTestsAfterWhatShouldBe() {
        methods()
                .that()
                .areAnnotatedWith(Test.class)
                .or()
                .areAnnotatedWith(ParameterizedTest.class)
                .should()
                .haveNameStartingWith("should")
                .check(Classes.test());
    }

    private static Only only(String... packages) {
        return libraries -> noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(MAIN);
    }

    private interface Only {
        void use(String... libraries);
    }

    private static boolean isNotPure(JavaAccess<?> access) {
        return NOT_PURE.getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName());
    }
}
