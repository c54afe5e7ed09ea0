package io.switchhook.replay;

import io.switchhook.call.rules.Decision;
import java.util.stream.Collectors;

/** One line for each input of a trace: which calls it spoke of, what was refused, what was told. */
final class Explained {
    private Explained() {}

    static String line(TraceLine input, Decision decision) {
        String refused = decision.refusals().stream()
                .map(refusal -> Quoted.text(refusal.reason().name()))
                .collect(Collectors.joining(","));
        String told = decision.events().stream()
                .map(event -> Quoted.text(event.id() + " " + event.type().word()))
                .collect(Collectors.joining(","));
        String calls = decision.touched().stream().map(Quoted::text).collect(Collectors.joining(","));
        return head(input) + ",\"calls\":[" + calls + "],\"refused\":[" + refused + "],\"told\":[" + told + "]}";
    }

    static String unused(TraceLine input, String what) {
        return head(input) + ",\"unused\":" + Quoted.text(what) + "}";
    }

    private static String head(TraceLine input) {
        return "{\"evidence\":" + input.write();
    }
}
