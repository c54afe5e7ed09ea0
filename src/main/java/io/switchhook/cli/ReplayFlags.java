package io.switchhook.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which events are delivered once more. */
final class ReplayFlags {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "told at or after, for example 2026-03-04T09:15 or ...Z")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "told before")
    private String to;

    @Option(names = "--call", paramLabel = "ID", description = "of this call: its id, any of its platform ids, or last")
    private String call;

    @Option(names = "--type", paramLabel = "TYPE", description = "of this type, for example call.ended or call.*")
    private String type;

    @Option(names = "--all", description = "everything that there is")
    private boolean all;

    @Option(names = "--dry-run", description = "only count them")
    private boolean dry;

    /** As parameters of a request. */
    String query(CommandLine command) {
        List<String> query = new ArrayList<>();
        add(query, "from", moment(command, "--from", from));
        add(query, "to", moment(command, "--to", to));
        add(query, "call", call);
        add(query, "type", type);
        if (query.isEmpty() && !all) {
            throw new CommandLine.ParameterException(command, "Expected --from, --to, --call, --type or --all");
        }
        query.add("all=" + all);
        query.add("dryRun=" + dry);
        return String.join("&", query);
    }

    private static void add(List<String> query, String name, String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /** A time without a zone is meant as the clock on the wall shows it. */
    private static String moment(CommandLine command, String option, String text) {
        if (text == null) {
            return null;
        }
        try {
            if (text.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")) {
                return OffsetDateTime.parse(text).toInstant().toString();
            }
            LocalDateTime wall = text.contains("T")
                    ? LocalDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay();
            return wall.atZone(ZoneId.systemDefault()).toInstant().toString();
        } catch (DateTimeException e) {
            throw new CommandLine.ParameterException(
                    command,
                    "Expected " + option + " as a time like 2026-03-04T09:15 or 2026-03-04, but it is " + text);
        }
    }
}
