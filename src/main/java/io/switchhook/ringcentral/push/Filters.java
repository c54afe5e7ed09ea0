package io.switchhook.ringcentral.push;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The event filters that calls and messages need (protocol.md 3.5), and what became of them. */
public final class Filters {
    private static final String ACCOUNT = "/restapi/v1.0/account/~";
    private static final String PRESENCE = "/presence?detailedTelephonyState=true";
    private static final String TELEPHONY = "/telephony/sessions";
    private static final String MESSAGES = "/message-store";

    private Filters() {}

    /**
     * Filters that watch the whole account; messages only of the logged-in extension, because the platform has no
     * such filter for an account.
     *
     * @return the filters, in a fixed order
     */
    public static List<String> account() {
        return List.of(ACCOUNT + PRESENCE, ACCOUNT + TELEPHONY, ACCOUNT + "/extension/~" + MESSAGES);
    }

    /**
     * Filters that watch some extensions.
     *
     * @param ids internal extension ids (not extension numbers, protocol.md 2.1)
     * @return three filters for each, in the order of the ids
     */
    public static List<String> extensions(List<String> ids) {
        List<String> filters = new ArrayList<>();
        for (String id : ids) {
            String extension = ACCOUNT + "/extension/" + id;
            filters.addAll(List.of(extension + PRESENCE, extension + TELEPHONY, extension + MESSAGES));
        }
        return List.copyOf(filters);
    }

    /** Requested filters that the subscription does not carry, each with the platform's reason. */
    static List<String> refused(List<String> requested, Subscription subscription) {
        List<String> refused = new ArrayList<>();
        for (Subscription.Disabled disabled : subscription.disabled()) {
            refused.add(disabled.filter() + ": " + disabled.why());
        }
        for (String filter : requested) {
            boolean explained = subscription.disabled().stream().anyMatch(one -> covers(filter, one.filter()));
            boolean accepted = subscription.filters().stream().anyMatch(one -> covers(filter, one));
            if (!explained && !accepted) {
                refused.add(filter + ": missing in the platform's answer, without a reason");
            }
        }
        return List.copyOf(refused);
    }

    /** True when the echo is the filter, with {@code ~} expanded and the query in any order (protocol.md 3.1). */
    static boolean covers(String filter, String echo) {
        if (!query(filter).equals(query(echo))) {
            return false;
        }
        List<String> wanted = segments(filter);
        List<String> given = segments(echo);
        if (wanted.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals("~") && !wanted.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> segments(String filter) {
        int end = filter.indexOf('?');
        String path = end < 0 ? filter : filter.substring(0, end);
        return Arrays.asList(path.split("/", -1));
    }

    private static Set<String> query(String filter) {
        int start = filter.indexOf('?');
        return start < 0
                ? Set.of()
                : new TreeSet<>(Arrays.asList(filter.substring(start + 1).split("&", -1)));
    }
}
