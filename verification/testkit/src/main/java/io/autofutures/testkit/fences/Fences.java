package io.autofutures.testkit.fences;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fences of the architecture page, under a root package so that each can be broken on purpose by fixtures of the
 * same shape. A rule that matches no class fails.
 */
public final class Fences {
    private static final List<String> SERVICES = List.of("ingest", "trader", "tracker", "status");
    private static final List<String> CORES = List.of("detection", "decision", "execution", "ledger", "paperbook");

    /** Own time, ids or chance: what a caller cannot repeat. */
    private static final Set<String> AMBIENT = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.time.InstantSource.system",
            "java.lang.System.currentTimeMillis",
            "java.util.UUID.randomUUID",
            "java.lang.Math.random",
            "java.util.concurrent.ThreadLocalRandom.current");

    private final String root;

    /** @param root package that holds everything, {@code io.autofutures} but for fixtures */
    public Fences(String root) {
        this.root = root;
    }

    /** Every fence by its name. */
    public Map<String, ArchRule> all() {
        var rules = new LinkedHashMap<String, ArchRule>();
        SERVICES.forEach(
                service -> rules.put("services meet only on topics: " + service, servicesMeetOnTopics(service)));
        rules.put("no Kafka type outside its rooms", kafkaStaysInItsRooms());
        rules.put("cores without I/O", coresWithoutInputOutput());
        rules.put("cores without clock or randomness", coresWithoutClockOrChance());
        rules.put("time and ids are injected", timeIsInjected());
        rules.put("the venue's payloads stay with it", simulatorStandsAlone());
        return rules;
    }

    public ArchRule servicesMeetOnTopics(String service) {
        String[] others = SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(this::within)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(within(service))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("a service knows the others only by their records");
    }

    public ArchRule kafkaStaysInItsRooms() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(within("transport.kafka"), within("status.lag"), within("launcher.broker"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..", "kafka..")
                .because("the transport is a seam");
    }

    public ArchRule coresWithoutInputOutput() {
        return noClasses()
                .that()
                .resideInAnyPackage(cores())
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net..",
                                "java.sql..",
                                "org.springframework..",
                                within("transport"))
                        .or(inputOutput()))
                .because("a core takes an event and gives a value");
    }

    public ArchRule coresWithoutClockOrChance() {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAnyPackage(cores())
                .should(notUse(
                        describe("the clock", call -> isAmbient(call) || isNanoTime(call)),
                        "java.util.Random",
                        "java.security.SecureRandom",
                        "java.util.SplittableRandom"))
                .because("the same events must give the same values");
    }

    public ArchRule timeIsInjected() {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(root + "..")
                .and(describe("are no configuration", type -> !configuration(type)))
                .should(notUse(describe("ambient time or ids", Fences::isAmbient)))
                .because("time and ids come in through constructors");
    }

    public ArchRule simulatorStandsAlone() {
        return noClasses()
                .that()
                .resideInAPackage(within("simulator"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within("binance"), within("transport"), within("ingest"), within("trader"))
                .because("a venue that shared our reading of its payloads would share our mistakes");
    }

    private String within(String room) {
        return root + "." + room + "..";
    }

    private String[] cores() {
        return CORES.stream().map(this::within).toArray(String[]::new);
    }

    /** Streams of the system; the exceptions of java.io are no I/O. */
    private static DescribedPredicate<JavaClass> inputOutput() {
        return describe(
                "streams and files of java.io",
                type -> type.getPackageName().equals("java.io")
                        && !type.isAssignableTo(Throwable.class)
                        && !Set.of("java.io.Serializable", "java.io.ObjectStreamException")
                                .contains(type.getName()));
    }

    private static boolean configuration(JavaClass type) {
        return type.getName().contains("Configuration");
    }

    private static boolean isAmbient(JavaAccess<?> access) {
        return AMBIENT.contains(name(access));
    }

    private static boolean isNanoTime(JavaAccess<?> access) {
        return name(access).equals("java.lang.System.nanoTime");
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static ArchCondition<JavaClass> notUse(DescribedPredicate<JavaAccess<?>> forbidden, String... types) {
        Set<String> constructed = Set.of(types);
        return new ArchCondition<>("not use " + forbidden.getDescription()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                        .filter(access -> forbidden.test(access)
                                || constructed.contains(access.getTargetOwner().getName()))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }
}
