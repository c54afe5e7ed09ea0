package io.switchhook.config;

import java.util.Optional;

/**
 * Where people and programs reach the daemon.
 *
 * @param host name or address to listen on; {@code http.host}, {@code 127.0.0.1}. Another than a loopback address
 *     needs a token
 * @param port {@code http.port}, 7464, from 0 to 65535; 0 takes a free one
 * @param token what requests have to bring as {@code Authorization: Bearer}; {@code http.token}, none
 */
public record HttpSettings(String host, int port, Optional<Secret> token) {}
