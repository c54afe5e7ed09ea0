package io.switchhook.ringcentral.look;

import java.time.Duration;

/** Who hears of looks. All methods are called on the context on which the looks were opened. */
public interface LookListener {
    /**
     * A look succeeded.
     *
     * @param look what was seen
     */
    void seen(Look look);

    /**
     * A look failed or was not complete; it proves nothing.
     *
     * @param why for a person on call
     * @param again when the next one is tried
     */
    void failed(String why, Duration again);
}
