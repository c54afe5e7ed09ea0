package io.switchhook.kit;

import io.switchhook.connector.Description;
import io.switchhook.connector.Guarantee;
import io.switchhook.kit.Records.Kept;
import java.util.List;

/**
 * What a trial is judged by.
 *
 * @param records what the CRM has
 * @param witness what was asked of the connector
 * @param seesWrites whether every change of a record can be seen; not of the author's own CRM
 */
record Evidence(Records records, Witness witness, boolean seesWrites) {
    List<Kept> of(String call) {
        return records.all().stream()
                .filter(record -> record.call().equals(call))
                .toList();
    }

    Guarantee declared() {
        return witness.description().map(Description::guarantee).orElse(Guarantee.AT_LEAST_ONE);
    }
}
