package org.openmfs.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.openmfs.house.Arrow.anything;
import static org.openmfs.house.Arrow.anythingBut;
import static org.openmfs.house.Arrow.arrow;
import static org.openmfs.house.Arrow.only;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** The walls of the house: which package may import which, and where key bytes may be touched. */
final class Architecture {
    private static final DescribedPredicate<JavaClass> JDK = only("java..");
    private static final DescribedPredicate<JavaClass> AGENT_CORE =
            only("java..", "javax.crypto..", "org.slf4j..", "com.google.errorprone.annotations..");
    private static final DescribedPredicate<JavaClass> COMPONENT = only(
            "java..",
            "org.slf4j..",
            "com.google.errorprone.annotations..",
            "javax.inject..",
            "jakarta.inject..",
            "org.osgi.service.component.annotations..");
    /** What speaks to managers may also read JSON, and the errors that come as XML, and trust certificates. */
    private static final DescribedPredicate<JavaClass> HTTP_CLIENT = COMPONENT.or(
            only("com.google.gson..", "javax.net.ssl..", "javax.security.auth.x500..", "javax.xml.stream.."));

    private static final DescribedPredicate<JavaClass> NO_YANG = anythingBut("org.opendaylight..");

    private static final String[] WHAT_PLANS_NEED = {
        "controller.model",
        "controller.policy",
        "controller.path",
        "controller.inventory",
        "controller.api",
        "controller.spi"
    };
    private static final String[] WHAT_SERVICES_NEED = with(WHAT_PLANS_NEED, "controller.plan", "controller.rules");
    /** What method modules, Enc/Decs and the way to the peer know of the core. */
    private static final String[] PORTS_OF_AGENT = {
        "agent.key",
        "agent.method",
        "agent.combine",
        "agent.protocol",
        "agent.encdec",
        "agent.registry",
        "agent.identity",
        "agent.file",
        "agent.time",
        "agent.access"
    };

    private static final String[] WHAT_THE_JOURNAL_NEEDS = {
        "agent.key", "agent.method", "agent.combine", "agent.encdec", "agent.file", "agent.time"
    };
    private static final String[] WHAT_ASSOCIATIONS_NEED = {
        "agent.key", "agent.method", "agent.combine", "agent.protocol", "agent.encdec", "agent.registry", "agent.time"
    };
    private static final String[] WHAT_THE_MACHINE_IS_MADE_OF = {
        "agent.association", "agent.exchange", "agent.stock", "agent.channel"
    };

    private static final String[] WHAT_OPERATIONS_NEED = {
        "agent.netconf.port", "agent.netconf.xml", "agent.netconf.datastore"
    };

    private static final String[] WHAT_SESSIONS_NEED = {
        "agent.netconf.port",
        "agent.netconf.xml",
        "agent.netconf.datastore",
        "agent.netconf.operation",
        "agent.file",
        "agent.access"
    };
    private static final String[] WHAT_THE_SERVER_IS_MADE_OF = {
        "agent.netconf.port",
        "agent.netconf.xml",
        "agent.netconf.datastore",
        "agent.netconf.operation",
        "agent.netconf.session"
    };

    /** Packages that may import everything, and that nobody else may import. */
    static final List<String> FREE =
            List.of("org.openmfs.standalone", "org.openmfs.karaf", "org.openmfs.testbed", "org.openmfs.bench");

    /** One row a package; what is not said here may not be imported. */
    static final List<Arrow> ARROWS = List.of(
            arrow("controller.model", JDK),
            arrow("controller.policy", COMPONENT, "controller.model"),
            arrow("controller.path", COMPONENT, "controller.model"),
            arrow("controller.api", COMPONENT, "controller.model"),
            arrow("controller.spi", COMPONENT, "controller.model"),
            arrow(
                    "controller.inventory",
                    COMPONENT.or(only("tech.pantheon.triemap..")),
                    "controller.model",
                    "controller.spi"),
            arrow("controller.archive", JDK.or(only("com.google.gson..", "org.sqlite..")), "controller.model"),
            arrow("controller.plan", COMPONENT, WHAT_PLANS_NEED),
            arrow(
                    "controller.rules",
                    COMPONENT,
                    "controller.model",
                    "controller.policy",
                    "controller.inventory",
                    "controller.api"),
            arrow("controller.service", COMPONENT, WHAT_SERVICES_NEED),
            arrow("controller.agility", COMPONENT, WHAT_SERVICES_NEED),
            arrow("controller.store", anything(), "controller.model", "controller.api", "controller.spi"),
            arrow("controller.runtime", anything(), "controller"),
            arrow("northbound", anything(), "controller.api", "controller.model"),
            // How the manager is reached is a port of theirs: neither a console nor OpenDaylight is known.
            arrow("actions", JDK.or(only("com.google.gson.."))),
            arrow("southbound.netconf", anything(), "controller.spi", "controller.model"),
            arrow("southbound.http", HTTP_CLIENT, "controller.spi", "controller.model"),
            arrow("southbound.qkdn", NO_YANG, "southbound.http", "controller.spi", "controller.model"),
            arrow("southbound.apn", NO_YANG, "southbound.http", "controller.spi", "controller.model"),
            arrow("agent.command", JDK),
            arrow("agent.key", AGENT_CORE),
            arrow("agent.method", AGENT_CORE, "agent.key"),
            arrow("agent.encdec", AGENT_CORE, "agent.key", "agent.file"),
            arrow("agent.combine", AGENT_CORE, "agent.key", "agent.method", "agent.encdec"),
            arrow("agent.registry", AGENT_CORE, WHAT_THE_JOURNAL_NEEDS),
            arrow("agent.protocol", AGENT_CORE, "agent.key", "agent.method", "agent.combine", "agent.encdec"),
            // From here on each room stands on those before it; how keys are made and how they are used stand side by
            // side.
            arrow("agent.association", AGENT_CORE, WHAT_ASSOCIATIONS_NEED),
            arrow("agent.exchange", AGENT_CORE, with(WHAT_ASSOCIATIONS_NEED, "agent.association")),
            arrow("agent.stock", AGENT_CORE, with(WHAT_ASSOCIATIONS_NEED, "agent.association", "agent.exchange")),
            arrow("agent.channel", AGENT_CORE, with(WHAT_ASSOCIATIONS_NEED, "agent.association", "agent.stock")),
            arrow("agent.machine", AGENT_CORE, with(WHAT_ASSOCIATIONS_NEED, WHAT_THE_MACHINE_IS_MADE_OF)),
            arrow("agent.module", AGENT_CORE, PORTS_OF_AGENT),
            arrow("agent.file", JDK),
            arrow("agent.time", JDK),
            arrow("agent.access", JDK),
            arrow("agent.identity", AGENT_CORE.or(only("javax.security.auth.x500..")), "agent.file"),
            arrow("agent.methods", anything(), PORTS_OF_AGENT),
            arrow("agent.encdecs", anything(), PORTS_OF_AGENT),
            arrow("agent.peer", anything(), with(PORTS_OF_AGENT, "agent.command")),
            arrow("agent.supply", anything(), PORTS_OF_AGENT),
            // The general NETCONF server: of an agent it knows how files are kept and callers let in, and no more.
            arrow("agent.netconf.port", anything()),
            arrow("agent.netconf.xml", anything(), "agent.netconf.port"),
            arrow("agent.netconf.datastore", anything(), "agent.netconf.port", "agent.netconf.xml", "agent.file"),
            arrow("agent.netconf.operation", anything(), WHAT_OPERATIONS_NEED),
            arrow("agent.netconf.session", anything(), WHAT_SESSIONS_NEED),
            arrow("agent.netconf.server", anything(), WHAT_THE_SERVER_IS_MADE_OF),
            arrow("agent.netconf.json", JDK.or(only("com.google.gson..")), "agent.file"),
            arrow("agent.netconf", anything(), "agent"));

    static final ArchRule KEY_BYTES_STAY_WITH_AGENTS = noClasses()
            .that()
            .resideOutsideOfPackages("org.openmfs.agent..", "org.openmfs.testbed..", "org.openmfs.bench..")
            .should()
            .dependOnClassesThat(named("org.openmfs.agent.key.KeyMaterial"))
            .as("only agents (and the testbed's key sources) touch key material");

    static final ArchRule POST_QUANTUM_CODE_STAYS_IN_METHODS = noClasses()
            .that()
            .resideOutsideOfPackage("org.openmfs.agent.methods..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.bouncycastle.pqc..", "org.bouncycastle.crypto.kems..")
                    .or(kemOfBouncyCastle()))
            .as("BouncyCastle's post-quantum algorithms are used by method modules alone");

    static final ArchRule NO_CYCLES = slices().matching("org.openmfs.(**)")
            .should()
            .beFreeOfCycles()
            .as("packages do not import each other in a circle");

    private Architecture() {}

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    /** Newer BouncyCastle keeps its post-quantum KEMs beside the classical algorithms; their names tell them apart. */
    private static DescribedPredicate<JavaClass> kemOfBouncyCastle() {
        return DescribedPredicate.describe(
                "post-quantum KEMs by name",
                type -> type.getPackageName().startsWith("org.bouncycastle.")
                        && type.getSimpleName().matches("(MLKEM|CMCE|FrodoKEM|HQC|NTRU|SNTRU).*"));
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, type -> type.getName().equals(name));
    }
}
