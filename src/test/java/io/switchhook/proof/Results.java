package io.switchhook.proof;

import io.switchhook.proof.Script.Claim;

/** The call log's word for what came of a call (protocol.md 6.2). */
final class Results {
    private Results() {}

    static String of(Claim truth, boolean outbound) {
        return switch (truth.outcome()) {
            case "answered" -> outbound ? "Call connected" : "Accepted";
            case "missed" -> outbound ? "No Answer" : "Missed";
            case "voicemail" -> "Voicemail";
            case "abandoned" -> "Abandoned";
            case "fax" -> "Received";
            case "busy" -> "Busy";
            case "rejected" -> "Rejected";
            case "failed" -> "Wrong Number";
            case "canceled" -> "Hang Up";
            case "not-answered" -> "No Answer";
            default -> "Unknown";
        };
    }
}
