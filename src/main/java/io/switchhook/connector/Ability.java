package io.switchhook.connector;

/** What a connector can do beside writing calls; an operation without its ability is never asked for. */
public enum Ability {
    /** {@link Connector#findContacts}. */
    FIND_CONTACTS,
    /** {@link Connector#upsertCall} again for a record that is complete: corrections reach it also with {@code once}. */
    UPDATE,
    /** {@link Connector#upsertMessage}. */
    UPSERT_MESSAGE,
    /** {@link Connector#createContact}. */
    CREATE_CONTACT,
    /** {@link Connector#notifyUser}. */
    NOTIFY_USER,
    /** {@link Connector#attachArtifact}. */
    ATTACH_ARTIFACT,
    /** {@link Connector#listUsers}. */
    LIST_USERS,
    /** {@link Connector#erase}. */
    ERASE,
    /** It writes elsewhere than through {@link Context#http()}: in shadow mode it is not asked, and the event is shown. */
    WRITES_ELSEWHERE
}
