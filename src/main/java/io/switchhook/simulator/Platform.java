package io.switchhook.simulator;

import io.vertx.core.Vertx;

/**
 * The parts of the simulated platform that its doors share.
 *
 * @param options how it behaves
 * @param agenda what is due when
 * @param company the invented account
 * @param tokens OAuth sessions
 * @param limiter rate limits
 * @param board all calls
 * @param pubNub the message service
 * @param subscriptions who wants to be told
 * @param publisher who tells
 */
record Platform(
        SimulatorOptions options,
        Agenda agenda,
        Company company,
        Tokens tokens,
        RateLimiter limiter,
        CallBoard board,
        PubNubDoor pubNub,
        Subscriptions subscriptions,
        Publisher publisher) {
    static Platform of(Vertx vertx, SimulatorOptions options, Agenda agenda) {
        Company company = new Company(options.extensions());
        Tokens tokens = new Tokens(company, options);
        PubNubDoor pubNub = new PubNubDoor(agenda, options);
        Subscriptions subscriptions =
                new Subscriptions(agenda, tokens, pubNub, new WebhookDoor(vertx, agenda, tokens, options), options);
        return new Platform(
                options,
                agenda,
                company,
                tokens,
                new RateLimiter(options.limits()),
                new CallBoard(agenda),
                pubNub,
                subscriptions,
                new Publisher(agenda, subscriptions, options));
    }
}
