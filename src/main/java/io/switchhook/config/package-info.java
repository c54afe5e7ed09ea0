/**
 * The configuration file: YAML to a tree that knows its lines, the tree to immutable records, every mistake at once.
 * Secrets are references in the file and {@link io.switchhook.config.Secret} everywhere else.
 *
 * <p>{@link io.switchhook.config.Configuration} is the door. Behind it {@code YamlTree} reads form, {@code Section}
 * reads keys by {@code Kind}, {@code References} follows what stands elsewhere, {@code SettingsReader} alone says which
 * keys there are, and {@code Findings} collects what is wrong.
 *
 * <p>The room has more files than its budget, because each section of the file is a record of its own, so that a room
 * asks for its section and not for everything: seven of the files are such records.
 */
package io.switchhook.config;
