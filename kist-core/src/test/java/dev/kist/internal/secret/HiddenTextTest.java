package dev.kist.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.kist.Actor;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.Label;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Snapshot;
import dev.kist.Snapshot.Loaded;
import dev.kist.contract.DocumentStore;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryReader.Histories;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.LoadedSecrets.Level;
import dev.kist.internal.secret.SecretReader.Found;
import dev.kist.internal.secret.SecretReader.Reading;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.internal.secret.SecretWriter.Prepared;
import dev.kist.memory.InMemoryKist;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import dev.kist.spi.SecretWrite;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever holds plaintext or key bytes shows neither in its {@code toString}. The test makes one of each with marked
 * values, follows all fields by reflection, and looks into the text of everything on the way. A class that has such a thing
 * in it and a text or bytes of its own beside it, and is not met on the way, fails the test too.
 */
class HiddenTextTest {
    private static final String MARK = "marked-7Xq";

    /** The classes from which all others have what they must not show. */
    private static final Set<String> SOURCES = Set.of(
            "dev.kist.SecretValue",
            "dev.kist.Note",
            "dev.kist.internal.secret.Template",
            "dev.kist.internal.keyring.Keyring",
            "dev.kist.internal.keyring.X25519Identity");

    private final EnvironmentName name = EnvironmentName.parse("production");

    @TempDir
    private Path home;

    private final Actor actor = Actor.parse("alice@laptop");
    private final X25519Identity key = X25519Identity.generate();

    @Test
    void toString_showsNeitherPlaintextNorKeyBytes() throws Exception {
        Set<Object> met = new Objects(roots()).met();
        List<String> secrets = new ArrayList<>(List.of(MARK, key.exposeText().substring(11)));
        for (Object object : met) {
            if (object instanceof byte[] bytes && bytes.length > 0) {
                secrets.add(HexFormat.of().formatHex(bytes));
                secrets.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
                secrets.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                secrets.add(Arrays.toString(bytes));
            }
        }
        secrets.removeIf(secret -> isPublic(secret));

        for (Object object : met) {
            if (isOfKist(object.getClass()) || object instanceof Collection<?> || object instanceof Optional<?>) {
                String shown = object.toString();
                assertThat(secrets).as("what %s shows", object.getClass()).noneMatch(secret -> shown.contains(secret));
            }
        }
    }

    @Test
    void everyClassThatCanHoldASecret_isLookedAt() throws Exception {
        Set<String> met = new Objects(roots())
                .met().stream().map(object -> object.getClass().getName()).collect(Collectors.toSet());

        assertThat(holders()).contains("dev.kist.internal.keyring.Keyring", "dev.kist.SecretValue");
        assertThat(met).containsAll(holders());
    }

    /** The bytes of public keys may be shown. */
    private boolean isPublic(String text) {
        String body = key.recipient().text().substring(11);
        return body.startsWith(text.substring(0, Math.min(40, text.length())));
    }

    private List<Object> roots() {
        List<Object> roots = new ArrayList<>(parts());
        try (Kist kist = InMemoryKist.in(home).open()) {
            Environment environment = kist.environment("production");
            environment.create();
            environment.set(SecretName.parse("TOKEN"), SecretValue.of(MARK), SetOptions.none());
            Snapshot snapshot = environment.load();
            roots.addAll(List.of(kist, environment, snapshot, environment.watch(snapshot, (now, changed) -> {})));
        }
        return roots;
    }

    private List<Object> parts() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        OpenEnvironment open = OpenEnvironment.create(name, key, Label.parse("alice"), new Author(actor, () -> now));
        SecretName secretName = SecretName.parse("TOKEN");
        Content content = new Content(SecretValue.of(MARK + "${OTHER}"), Note.of(MARK), Secret.Kind.TEMPLATE);
        Secret secret = new Secret(name, secretName, content, 1, now, now, actor);
        SecretName otherName = SecretName.parse("OTHER");
        Secret other = new Secret(name, otherName, Content.literal(SecretValue.of(MARK)), 1, now, now, actor);
        CurrentDocument document = open.encryptCurrent(secret, new DocumentId("0123456789abcdef01234567"), 1);
        Found found = new Found(document, secret);
        X25519Identity leaving = X25519Identity.generate();
        OpenEnvironment ofTwo = open.keys().with(leaving.recipient(), Label.parse("bob"), new Author(actor, () -> now));
        LoadedSecrets loaded =
                new LoadedSecrets(List.of(new Level(open, Map.of(secretName, secret, otherName, other), Map.of())));
        loaded.values();
        DocumentStore store = new DocumentStore(List.of(), List.of(), List.of(DocumentFields.of(open.document())));
        Environments environments = new Environments(store, Identities.of(List.of(key)), KnownFingerprints.none());
        return List.of(
                found,
                loaded,
                environments,
                open.keys(),
                ofTwo.keys().prepare(leaving.recipient()),
                Template.parse(MARK + "${A}" + MARK),
                new Reading(open, List.of(secret), new TreeMap<>()),
                new Snapshot(name, Map.of(otherName, new Loaded(other, other.value())), List.of()),
                new Outcome(Optional.of(secret), true, Optional.of(other)),
                new Histories(
                        open, new TreeMap<>(Map.of(secretName, SecretHistory.of(List.of(secret)))), new TreeMap<>()),
                new Prepared(new SecretWrite(document, null), secret, environments.copyForWriting(name)),
                WriteSteps.of(name, Map.of(secretName, content), Map.of(secretName, found)),
                new SecretWriter(environments, actor),
                new PlanWriter(environments, actor),
                new SecretLoader(environments));
    }

    /** The classes that have, by their fields, one of the sources in them, and text or bytes beside it to show. */
    private static Set<String> holders() {
        List<JavaClass> classes = new ArrayList<>();
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("dev.kist")
                .forEach(classes::add);
        Set<String> holders = new TreeSet<>(SOURCES);
        boolean isGrowing = true;
        while (isGrowing) {
            isGrowing = false;
            for (JavaClass type : classes) {
                if (hasFieldOf(type, holders)) {
                    isGrowing |= holders.add(type.getName());
                }
            }
        }
        Set<String> texts = Set.of("java.lang.String", "byte", "char", "java.lang.CharSequence");
        return classes.stream()
                .filter(type -> holders.contains(type.getName()))
                .filter(type ->
                        hasFieldOf(type, texts) && type.tryGetMethod("toString").isPresent())
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean hasFieldOf(JavaClass type, Set<String> types) {
        return !type.isAssignableTo(Throwable.class)
                && type.getFields().stream().anyMatch(field -> holds(field, types));
    }

    private static boolean holds(JavaField field, Set<String> types) {
        return !field.getModifiers().contains(JavaModifier.STATIC)
                && field.getAllInvolvedRawTypes().stream()
                        .map(type -> type.isArray() ? type.getBaseComponentType() : type)
                        .anyMatch(type -> types.contains(type.getName()));
    }

    private static boolean isOfKist(Class<?> type) {
        return type.getName().startsWith("dev.kist.");
    }

    /** The objects that can be reached over fields and through collections. */
    private record Objects(List<Object> roots) {
        Set<Object> met() throws IllegalAccessException {
            Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
            Deque<Object> waiting = new ArrayDeque<>(roots);
            while (!waiting.isEmpty()) {
                Object object = waiting.pop();
                if (met.add(object)) {
                    next(object).stream().filter(java.util.Objects::nonNull).forEach(waiting::push);
                }
            }
            return met;
        }

        private static Collection<?> next(Object object) throws IllegalAccessException {
            if (object instanceof Map<?, ?> map) {
                List<Object> all = new ArrayList<>(map.keySet());
                all.addAll(map.values());
                return all;
            }
            if (object instanceof Collection<?> collection) {
                return collection;
            }
            if (object instanceof Optional<?> optional) {
                return optional.map(List::of).orElse(List.of());
            }
            List<Object> all = new ArrayList<>();
            for (Class<?> type = object.getClass();
                    type != null && isOfKist(type) && !type.isEnum();
                    type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        field.setAccessible(true);
                        Object value = field.get(object);
                        if (value != null) {
                            all.add(value);
                        }
                    }
                }
            }
            return all;
        }
    }
}
