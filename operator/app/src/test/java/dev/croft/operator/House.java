package dev.croft.operator;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules about classes: who may see whom, and what pure code may see. Each answers with the sentences that break
 * it; none knows an exception.
 *
 * @param root the package in which the rooms lie
 */
record House(String root, JavaClasses classes) {

    private static final String API = "dev.croft.api";
    private static final String JOSDK = "io.javaoperatorsdk";
    private static final String CLIENT = "io.fabric8.kubernetes.client";

    private static final List<String> WORDS = List.of("naming", "settings", "sources", "outcome");
    private static final List<String> PARTS = List.of("pod", "workload", "routing", "network");
    private static final List<String> KINDS = List.of("project", "service");

    /** The table: what each room may see of the others. A room that is not in it breaks the rule by being there. */
    private static final Map<String, Set<String>> MAY_SEE = Map.ofEntries(
            Map.entry("naming", Set.of()),
            Map.entry("settings", Set.of()),
            Map.entry("sources", Set.of("naming")),
            Map.entry("outcome", Set.of("naming")),
            Map.entry("pod", Set.copyOf(WORDS)),
            Map.entry("workload", Set.copyOf(WORDS)),
            Map.entry("routing", Set.copyOf(WORDS)),
            Map.entry("network", Set.copyOf(WORDS)),
            Map.entry(
                    "cluster",
                    Set.of(
                            "naming",
                            "settings",
                            "sources",
                            "outcome",
                            "cluster.watch",
                            "cluster.compare",
                            "cluster.write",
                            "cluster.pass")),
            Map.entry("project", allBut("project", "service", "app")),
            Map.entry("service", allBut("project", "service", "app")),
            Map.entry("app", allBut()));

    /** The doors among themselves, each with those that stand before it. */
    private static final Map<String, Set<String>> DOORS = Map.of(
            "cluster.watch", Set.of(),
            "cluster.compare", Set.of("cluster.watch"),
            "cluster.write", Set.of("cluster.watch", "cluster.compare"),
            "cluster.pass", Set.of("cluster.watch", "cluster.write"));

    private static final List<String> PURE_PLATFORM = List.of("java.lang", "java.util", "java.time", "java.math");
    // Beside the model, what reads a schedule, an address or a template: functions of a text.
    private static final List<String> PURE_MODEL =
            List.of("io.fabric8.kubernetes.api", "com.cronutils", "inet.ipaddr", "dev.croft.init");
    private static final Set<String> PURE_CLASSES = Set.of(
            CLIENT + ".CustomResource",
            // Hashes are values like any other.
            "java.security.MessageDigest",
            "java.security.NoSuchAlgorithmException",
            "java.nio.charset.StandardCharsets",
            "java.nio.charset.Charset");
    private static final Set<String> IMPURE_CLASSES = Set.of(
            "java.lang.System",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer");
    private static final List<String> IMPURE_PACKAGES =
            List.of("java.util.concurrent", "java.util.logging", "java.util.prefs", "java.util.random");
    private static final Pattern IMPURE_CALL = Pattern.compile(
            "java\\.time\\.\\w+\\.now\\(.*|java\\.util\\.UUID\\.randomUUID\\(\\)|java\\.lang\\.Math\\.random\\(\\)");

    private static final Pattern MUTABLE = Pattern.compile(
            "java\\.util\\.concurrent\\..*|java\\.util\\.(\\w+Map|\\w+Set|\\w+List|\\w*Deque|BitSet|Random)|java\\.lang\\.StringBuilder|\\[.*");
    private static final Set<String> READ_ONLY_TYPES = Set.of("java.util.Map", "java.util.Set", "java.util.List");

    private static Set<String> allBut(String... hidden) {
        return Stream.of(
                        WORDS.stream(),
                        PARTS.stream(),
                        KINDS.stream(),
                        Stream.of("cluster.watch", "cluster.compare", "cluster.write", "cluster.pass", "app"))
                .flatMap(rooms -> rooms)
                .filter(room -> !Set.of(hidden).contains(room))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** Rule 1. */
    List<String> againstTheOrder() {
        return found(dependency -> isOurs(dependency.getTargetClass())
                && !room(dependency.getOriginClass()).equals(room(dependency.getTargetClass()))
                && !maySee(room(dependency.getOriginClass()), room(dependency.getTargetClass())));
    }

    /** Rule 1: every room has its line in the table. */
    List<String> roomsOutsideTheTable() {
        return classes.stream()
                .map(this::room)
                .distinct()
                .filter(room -> !MAY_SEE.containsKey(room) && !DOORS.containsKey(room))
                .sorted()
                .toList();
    }

    /** Rule 2. */
    List<String> cycles() {
        return SlicesRuleDefinition.slices()
                .matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    /** Rule 3. */
    List<String> impurities() {
        var seen = found(dependency -> isPure(dependency.getOriginClass()) && !isHarmless(dependency.getTargetClass()));
        var called = classes.stream()
                .filter(this::isPure)
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call ->
                        IMPURE_CALL.matcher(call.getTarget().getFullName()).matches())
                .map(Object::toString);
        return Stream.concat(seen.stream(), called).sorted().toList();
    }

    /** Rule 4. */
    List<String> sideDoors() {
        return found(dependency -> {
            var origin = dependency.getOriginClass();
            var target = dependency.getTargetClass();
            var isDoor = isIn(room(origin), "cluster") || isIn(room(origin), "app");
            if (target.getPackageName().startsWith(JOSDK)) {
                return !isDoor && !isReconciler(origin);
            }
            var isClient =
                    isIn(target.getPackageName(), CLIENT) && !target.getName().equals(CLIENT + ".CustomResource");
            // An annotation shows also the members that we leave as the SDK has them.
            var isDefault = isReconciler(origin) && dependency.getDescription().contains("has annotation member");
            var opens = (isClient && !isDefault) || isIn(target.getPackageName(), List.of("java.net", "io.vertx"));
            return opens && !isDoor;
        });
    }

    /** Rule 5: our classes are put together, not derived from one another. */
    List<String> heirs() {
        return classes.stream()
                .filter(type -> type.getRawSuperclass().filter(this::isOurs).isPresent())
                .map(type -> type.getName() + " inherits from "
                        + type.getRawSuperclass().orElseThrow().getName())
                .sorted()
                .toList();
    }

    /** Rule 5. */
    List<String> mutableStatics() {
        return classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(House::isMutable)
                .map(JavaField::getFullName)
                .sorted()
                .toList();
    }

    /** Rule 5: whoever reads a room's name wants to know what lives there. */
    List<String> roomsWithoutDescription() {
        return classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(room -> !room.tryGetPackageInfo().isPresent())
                .map(room -> room.getName())
                .sorted()
                .toList();
    }

    private static boolean isMutable(JavaField field) {
        var type = field.getRawType().getName();
        return !field.getModifiers().contains(JavaModifier.FINAL)
                || (MUTABLE.matcher(type).matches() && !READ_ONLY_TYPES.contains(type));
    }

    private List<String> found(Predicate<Dependency> wrong) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(wrong)
                .map(Dependency::getDescription)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean maySee(String room, String other) {
        return MAY_SEE.getOrDefault(isIn(room, "cluster") ? "cluster" : room, Set.of())
                        .contains(other)
                && (!DOORS.containsKey(other)
                        || DOORS.getOrDefault(room, DOORS.keySet()).contains(other));
    }

    private boolean isPure(JavaClass type) {
        var room = room(type);
        var outermost = outermost(type).getSimpleName();
        return isIn(room, WORDS)
                || isIn(room, PARTS)
                || (isIn(room, KINDS) && !outermost.endsWith("Reconciler") && !outermost.endsWith("Observer"));
    }

    private boolean isHarmless(JavaClass type) {
        var base = type.getBaseComponentType();
        var name = base.getName();
        var at = base.getPackageName();
        if (base.isPrimitive() || PURE_CLASSES.contains(name)) {
            return true;
        }
        if (IMPURE_CLASSES.contains(name) || isIn(at, IMPURE_PACKAGES)) {
            return false;
        }
        var isOurs = isOurs(base) && !isIn(room(base), "cluster") && !isIn(room(base), "app") && !isBean(base);
        return isOurs
                || isIn(at, API)
                || isIn(at, "org.jspecify.annotations")
                || isIn(at, PURE_PLATFORM)
                || isIn(at, PURE_MODEL);
    }

    private boolean isBean(JavaClass type) {
        var outermost = outermost(type).getSimpleName();
        return outermost.endsWith("Reconciler") || outermost.endsWith("Observer");
    }

    private boolean isReconciler(JavaClass type) {
        return isIn(room(type), KINDS) && outermost(type).getSimpleName().endsWith("Reconciler");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(House::outermost).orElse(type);
    }

    private boolean isOurs(JavaClass type) {
        return isIn(type.getPackageName(), root);
    }

    private String room(JavaClass type) {
        var at = type.getPackageName();
        return at.equals(root) ? "" : at.substring(root.length() + 1);
    }

    private static boolean isIn(String at, Collection<String> packages) {
        return packages.stream().anyMatch(one -> isIn(at, one));
    }

    private static boolean isIn(String at, String one) {
        return at.equals(one) || at.startsWith(one + ".");
    }
}
