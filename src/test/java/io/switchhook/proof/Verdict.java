package io.switchhook.proof;

import java.util.List;

/**
 * What the judge says of one call.
 *
 * @param play which call of its world; -1 for what is about none
 * @param kind the kind of call
 * @param told whether any story of it was told
 * @param exact whether everything about the story is as it was
 * @param states whether its histories are
 * @param right whether it is over, with its true outcome, answered or not as it was
 * @param ghost whether it lives for ever
 * @param doubled how many stories too many were told of it
 * @param wrong what is wrong, for somebody who reads
 */
record Verdict(
        int play,
        String kind,
        boolean told,
        boolean exact,
        boolean states,
        boolean right,
        boolean ghost,
        int doubled,
        List<String> wrong) {}
