package io.switchhook.connector.document;

import io.switchhook.connector.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a document, when it is sent, and what is taken from its answer.
 *
 * @param name for messages
 * @param guard when it is sent
 * @param request what is sent
 * @param keep what is remembered with the record, by name; {@code id} names the record itself
 * @param verdicts what answers mean, where the status does not say it
 * @param optional whether the call is written also when this fails
 * @param idempotent whether sending it twice makes no second record, because the CRM knows our key
 */
record Step(
        String name,
        Guard guard,
        RequestForm request,
        Map<String, Expression> keep,
        Verdicts verdicts,
        boolean optional,
        boolean idempotent) {
    /**
     * When a step is sent.
     *
     * @param from least that the call has come to
     * @param on stages; empty for all
     * @param when condition
     */
    record Guard(Optional<Stage> from, List<Stage> on, Optional<Expression> when) {
        static final Guard ALWAYS = new Guard(Optional.empty(), List.of(), Optional.empty());

        boolean lets(Stage stage, Stage told, Map<String, Object> scope) {
            boolean reached = from.isEmpty() || told.compareTo(from.get()) >= 0;
            return reached
                    && (on.isEmpty() || on.contains(stage))
                    && (when.isEmpty() || when.get().holds(scope));
        }
    }

    /**
     * What answers mean, asked in this order.
     *
     * @param done the record is as it should be, whatever the status says
     * @param missing there is no such record
     * @param exists there is such a record already
     * @param retry it may work later
     * @param auth we are not let in
     * @param reject it will never work
     */
    record Verdicts(Signs done, Signs missing, Signs exists, Signs retry, Signs auth, Signs reject) {
        static final Verdicts BY_STATUS =
                new Verdicts(Signs.NONE, Signs.NONE, Signs.NONE, Signs.NONE, Signs.NONE, Signs.NONE);
    }

    /**
     * How an answer is known.
     *
     * @param statuses HTTP statuses
     * @param conditions about the answer
     */
    record Signs(List<Integer> statuses, List<Expression> conditions) {
        static final Signs NONE = new Signs(List.of(), List.of());

        boolean fit(int status, Map<String, Object> scope) {
            return statuses.contains(status) || conditions.stream().anyMatch(condition -> condition.holds(scope));
        }
    }
}
