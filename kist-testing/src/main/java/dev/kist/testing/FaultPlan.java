// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Which faults a proxy still has to make, and which it made. Thread-safe. */
final class FaultPlan {

    /** A connection's own affairs, which random faults leave alone. */
    private static final Set<String> UPKEEP =
            Set.of("hello", "isMaster", "ismaster", "ping", "saslStart", "saslContinue", "endSessions", "");

    private final List<Planned> planned = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<HeldCommand> held = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private Random random = new Random(0);
    private double probability;
    private List<Fault> randomFaults = List.of();
    private Duration delay = Duration.ZERO;

    private record Planned(String command, Fault fault) {}

    private record HeldCommand(String command, Hold hold) {}

    synchronized void add(String command, Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            planned.add(new Planned(command, fault));
        }
    }

    synchronized Hold hold(String command) {
        Hold hold = new Hold(command);
        held.add(new HeldCommand(command, hold));
        holds.add(hold);
        return hold;
    }

    synchronized void randomly(long seed, double share, List<Fault> faults) {
        random = new Random(seed);
        probability = share;
        randomFaults = List.copyOf(faults);
    }

    synchronized void delay(Duration duration) {
        delay = duration;
        notifyAll();
    }

    synchronized void clear() {
        planned.clear();
        held.clear();
        holds.forEach(Hold::release);
        holds.clear();
        probability = 0;
        delay(Duration.ZERO);
    }

    synchronized List<String> made() {
        return List.copyOf(made);
    }

    /** The hold that waits for this command, which then waits no longer. */
    synchronized Optional<Hold> takeHold(String command) {
        for (Iterator<HeldCommand> all = held.iterator(); all.hasNext(); ) {
            HeldCommand one = all.next();
            if (one.command().equals(command)) {
                all.remove();
                return Optional.of(one.hold());
            }
        }
        return Optional.empty();
    }

    /** What is to happen to this command, which is then no longer planned. */
    synchronized Optional<Fault> takeFault(String command) {
        Optional<Fault> fault = takePlanned(command).or(() -> draw(command));
        fault.ifPresent(one -> made.add(one + " " + command));
        return fault;
    }

    /** Waits as long as every answer has to; a change of the plan ends the wait. */
    synchronized void awaitDelay() throws InterruptedException {
        Duration asked = delay;
        long end = System.nanoTime() + asked.toNanos();
        while (delay.equals(asked)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private Optional<Fault> takePlanned(String command) {
        for (Iterator<Planned> all = planned.iterator(); all.hasNext(); ) {
            Planned one = all.next();
            if (one.command().equals(command)) {
                all.remove();
                return Optional.of(one.fault());
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> draw(String command) {
        if (probability == 0 || UPKEEP.contains(command) || random.nextDouble() >= probability) {
            return Optional.empty();
        }
        return Optional.of(randomFaults.get(random.nextInt(randomFaults.size())));
    }
}
