package io.switchhook.ringcentral.rest;

import io.vertx.core.Future;

/** The platform of one user and app, as everybody in this process shares it: one token, one quota. */
public interface Platform {
    /**
     * Sends one request when its rate group has room, with a valid token.
     *
     * <p>A 401 is answered by one refresh and one repetition. During a penalty of the request's group nothing is
     * sent; the request waits (protocol.md 2.6).
     *
     * @param request what to ask
     * @return the answer of status 2xx; fails with a {@link RemoteFailure} for anything else
     */
    Future<PlatformResponse> send(PlatformRequest request);
}
