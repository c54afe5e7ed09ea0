package io.switchhook.connector.document;

import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connector as its document describes it.
 *
 * @param type what stands as {@code type} in the configuration
 * @param version of the document, for people
 * @param keys of the connector's configuration
 * @param credentials how requests show who they are from
 * @param guarantee how many records a call may leave
 * @param concurrency calls at the same time
 * @param values named expressions, each may use those before it
 * @param check asks whether it could work
 * @param lookup finds who has a number
 * @param call writes a call
 * @param message writes a message
 * @param notifyUser shows a call to a user
 * @param attachArtifact attaches a file
 */
record Document(
        String type,
        String version,
        List<Key> keys,
        Credentials credentials,
        Guarantee guarantee,
        int concurrency,
        Map<String, Expression> values,
        Optional<Step> check,
        Optional<Lookup> lookup,
        Writing call,
        Optional<Writing> message,
        Optional<Step> notifyUser,
        Optional<Step> attachArtifact) {

    /**
     * How a record is written.
     *
     * @param find looks for our key in the CRM
     * @param create makes the record
     * @param update changes it; without it a record is made once and never changed
     * @param read reads the present text, to find out whether a person edited it
     * @param present the present text, from that answer
     * @param text our text, of which the mark is kept
     * @param missing what happens when a record that is to be changed is not there
     * @param then further requests, in order, once the record is there
     */
    record Writing(
            Optional<Step> find,
            Step create,
            Optional<Step> update,
            Optional<Step> read,
            Optional<Expression> present,
            Optional<Expression> text,
            Missing missing,
            List<Step> then) {}

    /** What happens when a record that is to be changed is not there. */
    enum Missing {
        /** The call is a dead letter: somebody deleted the record, and it is for people to say what they want. */
        REJECT,
        /** It is made anew. */
        CREATE,
        /** The call is left as it is: somebody deleted the record on purpose. */
        IGNORE
    }

    /**
     * How people are found.
     *
     * @param formats spellings of a number beside E.164, as the CRM keeps it
     * @param together whether one request asks for all spellings, instead of one for each until somebody is found
     * @param one asks for a number
     * @param list the people of an answer
     * @param person members of each: {@code id}, {@code name}, {@code type}, {@code ownerId}, {@code url}
     */
    record Lookup(List<String> formats, boolean together, Step one, Expression list, Map<String, Expression> person) {}
}
