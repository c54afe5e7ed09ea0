package io.switchhook.ringcentral.push;

import io.switchhook.ringcentral.rest.RemoteFailure;

/** What a failed request means for a feed. The only place of this room that looks into a failure. */
final class Failures {
    private Failures() {}

    /** True when the platform says that the thing asked for does not exist (404): create it anew. */
    static boolean isNotFound(Throwable failure) {
        return failure instanceof RemoteFailure.NotFound;
    }

    /** True when asking again cannot help: the platform understood and said no (403, 404, other 4xx). */
    static boolean isFinal(Throwable failure) {
        return failure instanceof RemoteFailure.NotFound
                || failure instanceof RemoteFailure.Forbidden
                || failure instanceof RemoteFailure.Rejected;
    }
}
