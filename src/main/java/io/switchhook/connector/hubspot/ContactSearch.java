package io.switchhook.connector.hubspot;

import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.Config;
import io.switchhook.connector.Contact;
import io.switchhook.connector.NumberFormat;
import io.switchhook.connector.Numbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for the contacts that have a number, in every spelling under which HubSpot may keep it. */
final class ContactSearch {
    /** Groups of filters in one search, one of which has to fit (HubSpot, "CRM search": limits). */
    static final int GROUPS_MAX = 5;

    /** Contacts of a number that are looked at; chosen: more than any policy tells apart. */
    private static final int FOUND_MAX = 50;

    private static final List<NumberFormat> SPELLINGS =
            List.of(NumberFormat.E164_DIGITS, NumberFormat.NATIONAL, NumberFormat.DIGITS, NumberFormat.INTERNATIONAL);

    /** HubSpot keeps the number without country code and punctuation here, whatever people typed. */
    private static final List<String> CALCULATED =
            List.of("hs_searchable_calculated_phone_number", "hs_searchable_calculated_mobile_number");

    private final List<String> properties;
    private final Optional<String> portal;

    private ContactSearch(List<String> properties, Optional<String> portal) {
        this.properties = properties;
        this.portal = portal;
    }

    static ContactSearch of(Config config) {
        List<String> named = config.texts("phoneProperties");
        Optional<String> portal = config.text("portal");
        if (portal.isPresent() && !portal.get().matches("[0-9]{1,18}")) {
            throw new BadConfiguration("portal", "the number of a portal", "it is none");
        }
        return new ContactSearch(named.isEmpty() ? List.of("phone", "mobilephone") : named, portal);
    }

    /** Searches to make, one after another until one finds somebody: the likeliest spellings first. */
    List<JsonObject> searches(PhoneNumber number) {
        List<JsonObject> groups = new ArrayList<>();
        List<String> spellings = Numbers.INTERNATIONAL.spellings(number, SPELLINGS);
        spellings.stream().limit(1).forEach(e164 -> properties.forEach(property -> groups.add(group(property, e164))));
        Numbers.INTERNATIONAL
                .write(number, NumberFormat.DIGITS)
                .ifPresent(digits -> CALCULATED.forEach(property -> groups.add(group(property, digits))));
        spellings.stream()
                .skip(1)
                .forEach(spelling -> properties.forEach(property -> groups.add(group(property, spelling))));
        List<JsonObject> searches = new ArrayList<>();
        for (int from = 0; from < groups.size(); from += GROUPS_MAX) {
            searches.add(search(groups.subList(from, Math.min(groups.size(), from + GROUPS_MAX))));
        }
        return searches;
    }

    private static JsonObject group(String property, String value) {
        return new JsonObject()
                .put(
                        "filters",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("propertyName", property)
                                        .put("operator", "EQ")
                                        .put("value", value)));
    }

    private static JsonObject search(List<JsonObject> groups) {
        return new JsonObject()
                .put("filterGroups", new JsonArray(List.copyOf(groups)))
                .put(
                        "properties",
                        new JsonArray(List.of(
                                "firstname",
                                "lastname",
                                "email",
                                "hubspot_owner_id",
                                "createdate",
                                "notes_last_updated")))
                .put(
                        "sorts",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("propertyName", "notes_last_updated")
                                        .put("direction", "DESCENDING")))
                .put("limit", FOUND_MAX);
    }

    /** Who was found, each once, in HubSpot's order. */
    List<Contact> read(JsonObject answer) {
        Map<String, Contact> contacts = new LinkedHashMap<>();
        for (Object found : answer.getJsonArray("results", new JsonArray())) {
            if (found instanceof JsonObject record && record.getValue("id") != null) {
                Contact contact = contact(record);
                contacts.putIfAbsent(contact.id(), contact);
            }
        }
        return List.copyOf(contacts.values());
    }

    private Contact contact(JsonObject record) {
        String id = String.valueOf(record.getValue("id"));
        JsonObject properties = record.getJsonObject("properties", new JsonObject());
        String name = Stream.of("firstname", "lastname")
                .map(properties::getString)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        Contact contact = new Contact(
                id,
                "contact",
                name.isEmpty()
                        ? Optional.ofNullable(properties.getString("email")).orElse("")
                        : name,
                Optional.ofNullable(properties.getString("hubspot_owner_id")).filter(owner -> !owner.isBlank()),
                address("0-1", id));
        return contact.dated(
                moment(properties.getString("createdate")), moment(properties.getString("notes_last_updated")));
    }

    private static Optional<Instant> moment(String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Where a person sees a record; {@code 0-48} is the type of calls, {@code 0-1} that of contacts. */
    Optional<String> address(String type, String id) {
        return portal.map(number -> "https://app.hubspot.com/contacts/" + number + "/record/" + type + "/" + id);
    }
}
