package io.switchhook.call.rules;

import java.util.Optional;

/**
 * One thing that was decided, and why. Made only where somebody asked for explanations.
 *
 * @param rule the rule that decided
 * @param callId the call; empty for what concerns no call alone
 * @param leg the leg, where it was about one
 * @param detail what exactly, for a person: numbers of reports, states, moments, old and new values; empty when the rule
 *     says it all
 */
public record Reasoning(Rule rule, String callId, Optional<String> leg, String detail) {}
