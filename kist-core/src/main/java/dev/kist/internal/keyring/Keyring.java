// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.internal.format.ByteFields;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The root and the data-encryption keys (DEKs) of one environment, one DEK active, unwrapped. Immutable; the bytes follow
 * section "Keyring" of {@code docs/format.md}.
 *
 * <p>Its {@code toString} shows the ids of the DEKs alone.
 */
public final class Keyring {
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] root;
    private final SortedMap<Integer, byte[]> deks;

    private Keyring(byte[] root, SortedMap<Integer, byte[]> deks) {
        this.root = root;
        this.deks = deks;
    }

    /** A new keyring with a random root and one random DEK, number 1. */
    public static Keyring generate() {
        SortedMap<Integer, byte[]> deks = byId();
        deks.put(1, randomBytes());
        return new Keyring(randomBytes(), deks);
    }

    /**
     * Reads the bytes of a keyring.
     *
     * @throws IllegalArgumentException if they are not as specified
     */
    public static Keyring fromBytes(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte[] root = read(buffer);
            int active = buffer.getInt();
            int count = buffer.getInt();
            SortedMap<Integer, byte[]> deks = byId();
            for (int i = 0; i < count; i++) {
                int id = buffer.getInt();
                if (id == 0 || (!deks.isEmpty() && Integer.compareUnsigned(id, deks.lastKey()) <= 0)) {
                    throw new IllegalArgumentException("the DEKs of a keyring are not in order");
                }
                deks.put(id, read(buffer));
            }
            if (buffer.hasRemaining() || deks.isEmpty() || active != deks.lastKey()) {
                throw new IllegalArgumentException("a keyring has another shape");
            }
            return new Keyring(root, deks);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a keyring is cut", e);
        }
    }

    public byte[] toBytes() {
        ByteFields fields = ByteFields.text("").bytes(root).u32(activeDek()).u32(deks.size());
        deks.forEach((id, dek) -> fields.u32(id).bytes(dek));
        return fields.toByteArray();
    }

    /** The number of the active DEK, unsigned: the highest. */
    public int activeDek() {
        return deks.lastKey();
    }

    /** The numbers of all DEKs, unsigned, ascending. */
    public SortedSet<Integer> dekIds() {
        SortedSet<Integer> ids = new TreeSet<>(Integer::compareUnsigned);
        ids.addAll(deks.keySet());
        return ids;
    }

    /** The numbers of the DEKs that were active before, unsigned, ascending. */
    SortedSet<Integer> retiredDeks() {
        return dekIds().headSet(activeDek());
    }

    /** Whether the keyring has the DEK. */
    boolean hasDek(int id) {
        return deks.containsKey(id);
    }

    /** The bytes of a DEK, or empty if the keyring does not have it. */
    Optional<byte[]> dek(int id) {
        return Optional.ofNullable(deks.get(id)).map(byte[]::clone);
    }

    /** The fingerprint of this keyring's root in {@code environment}. */
    public Fingerprint fingerprint(EnvironmentName environment) {
        byte[] hash = Sha256.of(ByteFields.text("kist:v1:fingerprint")
                .field(environment.value())
                .bytes(root)
                .toByteArray());
        return new Fingerprint(HexFormat.of().formatHex(hash, 0, 16));
    }

    /**
     * The same root and DEKs with a new random DEK, which is active.
     *
     * @throws ArithmeticException after number 2^32 - 1
     */
    public Keyring withNewDek() {
        SortedMap<Integer, byte[]> more = new TreeMap<>(deks);
        int next = activeDek() + 1;
        if (next == 0) {
            throw new ArithmeticException("the ids of DEKs are used up");
        }
        more.put(next, randomBytes());
        return new Keyring(root, more);
    }

    /** The same DEKs under a new random root: another fingerprint. */
    public Keyring withNewRoot() {
        return new Keyring(randomBytes(), deks);
    }

    /** The same DEKs under the root of {@code other}. */
    Keyring withRootOf(Keyring other) {
        return new Keyring(other.root, deks);
    }

    /** A keyring of these two alone; the DEK has number 1. */
    static Keyring of(byte[] root, byte[] dek) {
        SortedMap<Integer, byte[]> one = byId();
        one.put(1, dek.clone());
        return new Keyring(root.clone(), one);
    }

    /** Whether {@code other} has the same root. */
    boolean hasRootOf(Keyring other) {
        return MessageDigest.isEqual(root, other.root);
    }

    /**
     * The same keyring without these DEKs.
     *
     * @throws IllegalArgumentException if the active one is among them
     */
    public Keyring withoutDeks(Set<Integer> dropped) {
        if (dropped.contains(activeDek())) {
            throw new IllegalArgumentException("the active DEK cannot be dropped");
        }
        SortedMap<Integer, byte[]> kept = new TreeMap<>(deks);
        kept.keySet().removeAll(dropped);
        return new Keyring(root, kept);
    }

    /** Ids are unsigned. */
    private static SortedMap<Integer, byte[]> byId() {
        return new TreeMap<>(Integer::compareUnsigned);
    }

    private static byte[] read(ByteBuffer buffer) {
        byte[] bytes = new byte[LENGTH];
        buffer.get(bytes);
        return bytes;
    }

    static byte[] randomBytes() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Keyring[DEKs "
                + deks.keySet().stream().map(Integer::toUnsignedString).toList() + "]";
    }
}
