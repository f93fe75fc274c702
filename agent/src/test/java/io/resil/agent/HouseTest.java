package io.resil.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.resil.agent.launch.Agent;
import io.resil.bootstrap.AgentStart;

/** The arrows of the house: weave, client -> call <- policies <- route <- config; readers see snapshots. */
@AnalyzeClasses(packages = "io.resil", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    private static final String AGENT = "io.resil.agent.";
    private static final String[] POLICIES = {
        AGENT + "breaker..",
        AGENT + "bulkhead..",
        AGENT + "fallback..",
        AGENT + "observe..",
        AGENT + "retry..",
        AGENT + "timeout..",
        AGENT + "token.."
    };

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("io.resil.agent.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theVocabularyKnowsNoClientAndNoPolicy = noClasses()
            .that()
            .resideInAPackage(AGENT + "call..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    AGENT + "breaker..",
                    AGENT + "bulkhead..",
                    AGENT + "fallback..",
                    AGENT + "observe..",
                    AGENT + "retry..",
                    AGENT + "timeout..",
                    AGENT + "token..",
                    AGENT + "route..",
                    AGENT + "config..",
                    AGENT + "weave..",
                    AGENT + "client..",
                    AGENT + "stats..",
                    AGENT + "discover..",
                    AGENT + "log..",
                    AGENT + "jmx..");

    @ArchTest
    static final ArchRule policiesKnowOnlyTheVocabulary = noClasses()
            .that()
            .resideInAnyPackage(POLICIES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    AGENT + "route..",
                    AGENT + "config..",
                    AGENT + "weave..",
                    AGENT + "client..",
                    AGENT + "stats..",
                    AGENT + "discover..",
                    AGENT + "log..",
                    AGENT + "jmx..");

    @ArchTest
    static final ArchRule adaptersKnowOnlyTheVocabulary = noClasses()
            .that()
            .resideInAnyPackage(AGENT + "client.apache5..", AGENT + "client.jdk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    AGENT + "breaker..",
                    AGENT + "bulkhead..",
                    AGENT + "fallback..",
                    AGENT + "observe..",
                    AGENT + "retry..",
                    AGENT + "timeout..",
                    AGENT + "token..",
                    AGENT + "route..",
                    AGENT + "config..",
                    AGENT + "weave..",
                    AGENT + "stats..",
                    AGENT + "discover..",
                    AGENT + "log..",
                    AGENT + "jmx..");

    @ArchTest
    static final ArchRule discoveryKnowsTheVocabularyAndWhatAConfigurationMayName = noClasses()
            .that()
            .resideInAPackage(AGENT + "discover..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    AGENT + "breaker..",
                    AGENT + "bulkhead..",
                    AGENT + "fallback..",
                    AGENT + "retry..",
                    AGENT + "timeout..",
                    AGENT + "token..",
                    AGENT + "config..",
                    AGENT + "weave..",
                    AGENT + "client..",
                    AGENT + "stats..",
                    AGENT + "log..",
                    AGENT + "jmx..");

    /** It reads beans and configurations; what is at work is in another JVM. */
    @ArchTest
    static final ArchRule theCommandLineReadsOnly = noClasses()
            .that()
            .resideInAPackage(AGENT + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    AGENT + "breaker..",
                    AGENT + "bulkhead..",
                    AGENT + "call..",
                    AGENT + "client..",
                    AGENT + "fallback..",
                    AGENT + "jmx..",
                    AGENT + "launch..",
                    AGENT + "log..",
                    AGENT + "retry..",
                    AGENT + "timeout..",
                    AGENT + "token..",
                    AGENT + "weave..",
                    "io.resil.bootstrap..");

    @ArchTest
    static final ArchRule nothingKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(AGENT + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AGENT + "cli..");

    /** Beside them it knows the vocabulary, for what is woven to tell it when to start. */
    @ArchTest
    static final ArchRule theStatusPageReadsSnapshots = noClasses()
            .that()
            .resideInAPackage(AGENT + "web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    AGENT + "breaker..",
                    AGENT + "bulkhead..",
                    AGENT + "cli..",
                    AGENT + "client..",
                    AGENT + "config..",
                    AGENT + "discover..",
                    AGENT + "fallback..",
                    AGENT + "jmx..",
                    AGENT + "log..",
                    AGENT + "observe..",
                    AGENT + "retry..",
                    AGENT + "route..",
                    AGENT + "timeout..",
                    AGENT + "token..",
                    AGENT + "weave..");

    @ArchTest
    static final ArchRule onlyThePageServerKnowsTheServer = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(AGENT + "web.PageServer")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver..");

    /** The tests have one, to judge the weaver. */
    @ArchTest
    static final ArchRule nothingKnowsALibraryForBytecode =
            noClasses().should().dependOnClassesThat().resideInAPackage("net.bytebuddy..");

    @ArchTest
    static final ArchRule weaveKnowsNoClient = noClasses()
            .that()
            .resideInAPackage(AGENT + "weave..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AGENT + "client..", AGENT + "call..");

    @ArchTest
    static final ArchRule theBootPathNamesTheJdkOnly = noClasses()
            .that()
            .resideInAnyPackage("io.resil.api..", "io.resil.bootstrap..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "javax..", "io.resil.api..", "io.resil.bootstrap..", "org.jspecify..");

    /** But the one class on the boot path that it hands over to, which no signature may name. */
    @ArchTest
    static final ArchRule theLaunchTouchesNothingOfTheAgent = noClasses()
            .that()
            .haveFullyQualifiedName(AGENT + "launch.Agent")
            .should()
            .dependOnClassesThat(resideInAPackage("io.resil..")
                    .and(not(equivalentTo(AgentStart.class)))
                    .and(not(equivalentTo(Agent.class))));

    @ArchTest
    static final ArchRule noCodeTouchesLoggingOfTheJdk =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");
}
