package io.switchhook.simulator;

import io.switchhook.simulator.Company.Extension;
import io.switchhook.simulator.PlacedCall.Address;
import io.switchhook.simulator.PlacedCall.Moment;
import io.switchhook.simulator.PlacedCall.Party;
import io.switchhook.simulator.PlacedCall.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Gives a script people, numbers and instants. Pure: the same seed, number and start give the same call. */
final class CallPlanner {
    /** Pauses of at least this are people's, simulated milliseconds; shorter ones are the machine's and stay. */
    private static final long HUMAN_PAUSE_MS = 1_000;

    /** The platform starts to count at 1 and never delivers it (protocol.md 4.3.2). */
    private static final long FIRST_SEQUENCE = 2;

    private static final long FIRST_SESSION = 538_332_000_016L;

    private final Company company;
    private final Agenda agenda;
    private final long seed;

    CallPlanner(Company company, Agenda agenda, long seed) {
        this.company = company;
        this.agenda = agenda;
        this.seed = seed;
    }

    /** Plans call number {@code number} on the extensions that are number {@code cast}'s turn. */
    PlacedCall plan(Script script, int number, int cast, Instant start) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003L + number);
        List<Session> sessions = new ArrayList<>();
        for (int index = 0; index < script.sessions(); index++) {
            // A RingOut's two ids are 1000 apart; 10000 leave room between calls (protocol.md 4.4).
            long sessionId = FIRST_SESSION + number * 10_000L + index * 1_000L;
            sessions.add(new Session(String.valueOf(sessionId), hex(random, 32), "10.13.22.27.TAM"));
        }
        Map<String, Party> parties = cast(script, cast, sessions, random);
        return new PlacedCall(
                number,
                script,
                sessions,
                List.copyOf(parties.values()),
                moments(script, parties, start, random),
                agenda.real(Duration.ofMillis(random.nextLong(3_000, 10_000))),
                agenda.real(Duration.ofMillis(random.nextLong(15_000, 30_000))));
    }

    private Map<String, Party> cast(Script script, int cast, List<Session> sessions, RandomGenerator random) {
        String outside = Company.outsideNumber(random);
        Map<String, Party> parties = new LinkedHashMap<>();
        for (Script.Role role : script.roles()) {
            parties.put(
                    role.id(),
                    new Party(
                            role.id(),
                            sessions.get(role.session() - 1),
                            role.number(),
                            role.extension().map(word -> extension(word, cast)),
                            role.direction(),
                            address(role.from(), cast, outside),
                            address(role.to(), cast, outside),
                            role.ringOutRole(),
                            hex(random, 20)));
        }
        return parties;
    }

    private Extension extension(String word, int cast) {
        return switch (word) {
            case "A" -> company.user(2 * cast);
            case "B" -> company.user(2 * cast + 1);
            case "ivr" -> company.menu();
            case "queue" -> company.queue();
            default -> throw new IllegalArgumentException("Expected A, B, ivr or queue, but it is " + word);
        };
    }

    private Address address(String words, int cast, String outside) {
        String[] parts = words.split(">", 2);
        Optional<Extension> owner =
                parts.length > 1 ? Optional.of(extension(parts[1], cast)) : Optional.<Extension>empty();
        String number = switch (parts[0]) {
            case "outside" -> outside;
            case "main" -> Company.MAIN_NUMBER;
            case "dA", "dB" -> owner.orElseThrow().direct();
            case "sA", "sB" -> owner.orElseThrow().number();
            default -> throw new IllegalArgumentException("Expected a number word, but it is " + parts[0]);
        };
        return new Address(number, owner);
    }

    private List<Moment> moments(Script script, Map<String, Party> parties, Instant start, RandomGenerator random) {
        Map<Session, Long> sequences = new LinkedHashMap<>();
        List<Moment> moments = new ArrayList<>();
        Instant at = start;
        for (Script.Row row : script.rows()) {
            at = at.plus(agenda.real(pause(script, row, random)));
            Party party = parties.get(row.party());
            long sequence = row.code().isEmpty()
                    ? 0
                    : sequences.merge(party.session(), FIRST_SEQUENCE, (was, first) -> was + 1);
            boolean first =
                    moments.stream().noneMatch(earlier -> earlier.party().equals(party));
            moments.add(new Moment(at, party, sequence, row.code(), row.reason(), row.presence(), first));
        }
        return moments;
    }

    private static Duration pause(Script script, Script.Row row, RandomGenerator random) {
        double factor = random.nextDouble(0.6, 1.4);
        boolean varied = row.pauseMs() >= HUMAN_PAUSE_MS && !script.steady();
        return Duration.ofNanos((long) (row.pauseMs() * 1_000_000 * (varied ? factor : 1.0)));
    }

    private static String hex(RandomGenerator random, int digits) {
        StringBuilder text = new StringBuilder();
        while (text.length() < digits) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }
}
