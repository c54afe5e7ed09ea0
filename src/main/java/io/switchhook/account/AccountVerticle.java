package io.switchhook.account;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Owns the calls of one account: one event loop, one owner, no locks. */
public final class AccountVerticle extends VerticleBase {
    private final AccountParts parts;
    private final StatusBoard board;
    private Account account;

    /**
     * An account that has not started.
     *
     * @param parts what it is put together from
     */
    public AccountVerticle(AccountParts parts) {
        this.parts = parts;
        this.board = new StatusBoard(parts.name());
    }

    /**
     * How the account's sources stand; may be asked from any thread.
     *
     * @return the status
     */
    public AccountStatus status() {
        return board.current();
    }

    /** Completes when the calls in flight are back; the sources are opened meanwhile, for as long as it takes. */
    @Override
    public Future<?> start() {
        account = new Account(vertx, parts, board);
        return account.start();
    }

    @Override
    public Future<?> stop() {
        return account.stop();
    }
}
