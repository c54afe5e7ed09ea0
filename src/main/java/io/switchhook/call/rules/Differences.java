package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent.Detail;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Leg;
import io.switchhook.call.Moment;
import io.switchhook.call.PhoneNumber;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a correction changes, value by value, in the paths of the snapshot. */
final class Differences {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Differences() {}

    static List<Detail> between(Call was, Call is) {
        List<Detail> details = new ArrayList<>();
        compare(details, "state", was.state().name(), is.state().name());
        compare(details, "history", text(was.history()), text(is.history()));
        compare(details, "direction", was.direction().word(), is.direction().word());
        compare(
                details,
                "times.startedAt",
                text(was.times().startedAt()),
                text(is.times().startedAt()));
        compare(
                details,
                "times.ringingAt",
                text(was.times().ringingAt()),
                text(is.times().ringingAt()));
        compare(
                details,
                "times.answeredAt",
                text(was.times().answeredAt()),
                text(is.times().answeredAt()));
        compare(
                details,
                "times.endedAt",
                text(was.times().endedAt()),
                text(is.times().endedAt()));
        compare(
                details,
                "answeredBy",
                text(was.answeredBy().map(Call.AnsweredBy::legId)),
                text(is.answeredBy().map(Call.AnsweredBy::legId)));
        compare(details, "outcome", text(was.outcome()), text(is.outcome()));
        compare(details, "cause", text(was.cause()), text(is.cause()));
        compare(details, "external", was.external(), is.external());
        compare(details, "dialed", was.dialed(), is.dialed());
        compare(details, "user", was.user(), is.user());
        compare(details, "endedBy", was.endedBy(), is.endedBy());
        for (Leg leg : is.legs()) {
            compareLegs(details, was, leg);
        }
        return details;
    }

    private static void compareLegs(List<Detail> details, Call was, Leg leg) {
        String path = "legs[" + leg.id() + "].";
        Optional<Leg> old = Optional.empty();
        for (Leg other : was.legs()) {
            old = other.id().equals(leg.id()) ? Optional.of(other) : old;
        }
        compare(
                details,
                path + "history",
                old.map(before -> text(before.history())).orElse(""),
                text(leg.history()));
        compare(details, path + "kind", old.map(Leg::kind), Optional.of(leg.kind()));
        compare(details, path + "reason", old.flatMap(Leg::reason), leg.reason());
        compare(details, path + "number", old.flatMap(Leg::number), leg.number());
        compare(details, path + "name", old.flatMap(Leg::name), leg.name());
    }

    /** By value: two numbers may look the same as text, because they mask themselves. */
    private static void compare(List<Detail> details, String path, Optional<?> was, Optional<?> is) {
        if (!was.equals(is)) {
            details.add(new Detail(path, text(was), text(is)));
        }
    }

    private static void compare(List<Detail> details, String path, String was, String is) {
        if (!was.equals(is)) {
            details.add(new Detail(path, was, is));
        }
    }

    private static String text(Optional<?> value) {
        return value.isPresent() ? text(value.get()) : "";
    }

    private static String text(Object value) {
        if (value instanceof Endpoint end) {
            return (text(end.number()) + " " + text(end.name()) + " " + text(end.extensionId())).strip();
        }
        if (value instanceof PhoneNumber number) {
            return number.key();
        }
        return value instanceof Instant moment ? MILLIS.format(moment) : value.toString();
    }

    private static <S> String text(List<Moment<S>> history) {
        StringBuilder text = new StringBuilder();
        for (Moment<S> moment : history) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(moment.state())
                    .append('@')
                    .append(text(moment.at()));
        }
        return text.toString();
    }
}
