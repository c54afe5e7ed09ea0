package io.switchhook.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The import table of the house. README shows the same table; a test keeps the two the same. */
final class Rooms {
    private static final String ROOT = "io.switchhook.";

    /** Room, the rooms it may import, and behind the bar the outside libraries (beside {@code java}). */
    static final String TABLE = """
            call                | -                                                       | -
            message             | -                                                       | -
            call.rules          | call                                                    | -
            message.rules       | message                                                 | -
            event               | call message                                            | jackson
            config              | -                                                       | jackson
            connector           | call message event                                      | phonenumber
            connector.webhook   | connector event                                         | vertx
            connector.file      | connector event                                         | -
            connector.document  | call connector event config                             | jackson jsonata
            connector.zammad    | call connector                                          | vertx
            connector.hubspot   | call connector                                          | vertx
            connector.salesforce | call connector                                          | vertx
            connector.zendesk   | call connector                                          | vertx
            connector.jdbc      | call connector                                          | -
            journal             | call message event                                      | vertx
            journal.sqlite      | call message event journal                              | vertx jdbc
            metric              | -                                                       | -
            metric.prometheus   | metric                                                  | prometheus
            ringcentral.rest    | config                                                  | vertx
            ringcentral.push    | ringcentral.rest config                                 | vertx pubnub
            ringcentral.decode  | call message                                            | jackson
            ringcentral.look    | call message ringcentral.rest ringcentral.decode        | vertx
            ringcentral.command | call message ringcentral.rest                           | vertx
            delivery            | call journal event connector metric                     | vertx failsafe
            account             | call call.rules message message.rules event journal metric ringcentral.push ringcentral.decode ringcentral.look | vertx
            bus                 | event journal ringcentral.command                       | vertx web
            bridge              | bus journal config metric                               | vertx web
            http                | event journal bus config                                | vertx web jackson
            replay              | call call.rules message message.rules event ringcentral.decode | jackson
            kit                 | call call.rules event journal journal.sqlite connector delivery metric replay | vertx jackson jdbc
            simulator           | -                                                       | vertx web
            cli                 | *                                                       | vertx web picocli jackson
            """;

    private Rooms() {}

    static List<Room> all() {
        return TABLE.lines().map(Rooms::parse).toList();
    }

    private static Room parse(String line) {
        String[] cells = line.split("\\|", -1);
        return new Room(cells[0].strip(), words(cells[1]), words(cells[2]));
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.strip().split(" +"))
                .filter(word -> !word.equals("-"))
                .toList();
    }

    /**
     * One row.
     *
     * @param name the package below the root
     * @param imports rooms it may import; {@code *} for all
     * @param libraries short names of outside libraries
     */
    record Room(String name, List<String> imports, List<String> libraries) {
        String packageName() {
            return ROOT + name;
        }

        List<String> allowedPackages() {
            List<String> allowed = new ArrayList<>(List.of("java..", "javax.crypto..", "org.slf4j..", packageName()));
            for (String room : imports) {
                allowed.add(room.equals("*") ? ROOT + "." : ROOT + room);
            }
            for (String library : libraries) {
                allowed.addAll(packagesOf(library));
            }
            return allowed;
        }

        private static List<String> packagesOf(String library) {
            return switch (library) {
                case "vertx" -> List.of("io.vertx.core..", "io.netty..");
                case "web" -> List.of("io.vertx.core..", "io.vertx.ext.web..", "io.vertx.ext.bridge..", "io.netty..");
                case "pubnub" -> List.of("com.pubnub..", "com.google.gson..", "kotlin..");
                case "jackson" -> List.of("com.fasterxml.jackson..");
                case "jdbc" -> List.of("java.sql..", "javax.sql..", "org.sqlite..");
                case "prometheus" -> List.of("io.prometheus.metrics..");
                case "jsonata" -> List.of("com.dashjoin.jsonata..");
                case "failsafe" -> List.of("dev.failsafe..");
                case "phonenumber" -> List.of("com.google.i18n.phonenumbers..");
                case "picocli" -> List.of("picocli..");
                default -> throw new IllegalArgumentException("Expected a library of this table, but it is " + library);
            };
        }
    }
}
