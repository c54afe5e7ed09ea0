package io.switchhook.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The invented account: its users, one menu and one queue. All numbers are of the fictional range 555-01xx. */
final class Company {
    /** In the recordings the administrator's extension has the account's id (protocol.md 4.1); so here. */
    static final String ACCOUNT_ID = "555100016";

    static final String MAIN_NUMBER = "+12025550100";
    private static final int FIRST_NUMBER = 101;
    private static final String[] OUTSIDE_AREAS = {"212", "312", "415", "503", "617", "702", "808", "919"};

    private final List<Extension> users = new ArrayList<>();
    private final Extension menu = new Extension("555190016", "1001", "IVR Menu 1001", "IvrMenu", MAIN_NUMBER);
    private final Extension queue = new Extension("555191016", "2001", "Sales queue", "Department", MAIN_NUMBER);

    /** A company of some users, 2 to 90. */
    Company(int size) {
        for (int index = 0; index < size; index++) {
            int number = FIRST_NUMBER + index;
            String direct = "+1202555" + "0%03d".formatted(number);
            users.add(new Extension(
                    String.valueOf(555_100_016L + index * 1_000L),
                    String.valueOf(number),
                    "Extension " + number,
                    "User",
                    direct));
        }
    }

    List<Extension> users() {
        return List.copyOf(users);
    }

    Extension user(int index) {
        return users.get(Math.floorMod(index, users.size()));
    }

    Extension menu() {
        return menu;
    }

    Extension queue() {
        return queue;
    }

    /** The administrator, who owns every token. */
    Extension owner() {
        return users.get(0);
    }

    List<Extension> everybody() {
        List<Extension> all = new ArrayList<>(users);
        all.add(menu);
        all.add(queue);
        return List.copyOf(all);
    }

    Optional<Extension> find(String idOrTilde) {
        String id = idOrTilde.equals("~") ? owner().id() : idOrTilde;
        return everybody().stream()
                .filter(extension -> extension.id().equals(id))
                .findFirst();
    }

    static String outsideNumber(RandomGenerator random) {
        String area = OUTSIDE_AREAS[random.nextInt(OUTSIDE_AREAS.length)];
        return "+1" + area + "555" + "01%02d".formatted(random.nextInt(100));
    }

    /**
     * One extension.
     *
     * @param id internal id
     * @param number short number
     * @param name display name
     * @param type {@code User}, {@code IvrMenu} or {@code Department}
     * @param direct the number that leads to it from outside, E.164
     */
    record Extension(String id, String number, String name, String type, String direct) {
        boolean isUser() {
            return type.equals("User");
        }

        String deviceId() {
            return "8" + id;
        }
    }
}
