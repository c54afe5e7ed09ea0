package io.switchhook.connector;

import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;

/**
 * Everything that a connector is given.
 *
 * @param name the operator's name for this connector; goes into messages
 * @param config the values of its keys
 * @param http requests to the CRM
 * @param clock the time of day
 * @param log for what a person on call must know; the outcome of each delivery is told without it
 * @param folder where relative paths of the configuration start
 */
public record Context(String name, Config config, Http http, InstantSource clock, Logger log, Path folder) {}
