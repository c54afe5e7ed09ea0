package io.switchhook.bridge;

import io.switchhook.config.Secret;
import io.switchhook.metric.Meter;
import java.util.Optional;

/**
 * What both bridges need.
 *
 * @param token what programs have to present; {@code http.token}. Without it everybody who can connect may
 * @param meter who counts
 */
public record BridgeSettings(Optional<Secret> token, Meter meter) {}
