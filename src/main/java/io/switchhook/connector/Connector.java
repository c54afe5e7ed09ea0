package io.switchhook.connector;

import io.switchhook.call.PhoneNumber;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One CRM. The daemon keeps order, repeats, limits and memory; a connector turns what it is given into requests.
 *
 * <p>Methods are called one after another on one thread and must not block; stages may complete on any thread. Writes of
 * one call never overlap and come in order; writes of several calls do overlap. A stage fails with {@link
 * DeliveryFailure}.
 */
public interface Connector extends AutoCloseable {
    /**
     * What it is and can do, as it is configured. Never asks the CRM.
     *
     * @return always the same
     */
    Description describe();

    /**
     * Asks the CRM whether credentials, rights and required fields are there. Writes nothing.
     *
     * @return what was found; fails as a write would when the CRM does not answer
     */
    CompletionStage<Checked> check();

    /**
     * Writes a call: creates its record or updates it. Writing the same again must not make a second record where the CRM
     * can be asked for a key.
     *
     * @param update the call, how far it is told, and what was written before
     * @return what to remember
     */
    CompletionStage<Written> upsertCall(CallUpdate update);

    /**
     * Looks numbers up in one batch. Never asked for internal extensions and own numbers.
     *
     * @param numbers international where they can be
     * @return one entry for each number, in any order; a missing entry means nobody
     */
    default CompletionStage<List<Found>> findContacts(List<PhoneNumber> numbers) {
        return without(Ability.FIND_CONTACTS);
    }

    /**
     * Writes a message: creates its record or updates it.
     *
     * @param update the message and what was written before
     * @return what to remember
     */
    default CompletionStage<Written> upsertMessage(MessageUpdate update) {
        return without(Ability.UPSERT_MESSAGE);
    }

    /**
     * Creates a contact; only where the operator asks for it.
     *
     * @param draft who
     * @return the contact
     */
    default CompletionStage<Contact> createContact(ContactDraft draft) {
        return without(Ability.CREATE_CONTACT);
    }

    /**
     * Shows a call to a user of the CRM, now. Asked at most once for a call, only for what happens just now.
     *
     * @param userId the CRM's id of the user
     * @param update the call with its contacts
     * @return completes when the CRM has taken it
     */
    default CompletionStage<Void> notifyUser(String userId, CallUpdate update) {
        return without(Ability.NOTIFY_USER);
    }

    /**
     * Attaches a recording, fax, message or transcript to a record.
     *
     * @param artifact what and where
     * @return completes when the CRM has it
     */
    default CompletionStage<Void> attachArtifact(Artifact artifact) {
        return without(Ability.ATTACH_ARTIFACT);
    }

    /**
     * Lists the users of the CRM, for the mapping of owners.
     *
     * @return the users
     */
    default CompletionStage<List<User>> listUsers() {
        return without(Ability.LIST_USERS);
    }

    /**
     * Erases what this connector wrote about a number.
     *
     * @param number whose
     * @return how many records were erased or made anonymous
     */
    default CompletionStage<Integer> erase(PhoneNumber number) {
        return without(Ability.ERASE);
    }

    /** Frees what it holds; nothing is asked of it afterwards. Must not take longer than a second. */
    @Override
    default void close() {
        // Most hold nothing.
    }

    private static <T> CompletionStage<T> without(Ability ability) {
        return CompletableFuture.failedStage(new UnsupportedOperationException(
                "Expected a connector with the ability " + ability + ", but this one does not have it"));
    }
}
