package io.switchhook.call.rules;

import java.util.Locale;

/** Why something was decided, by a name that stays; the same list, in the same words, stands in src/docs/rules.md. */
public enum Rule {
    /** See {@link #says}. */
    IN_PLACE("It came in its place and was believed at once."),
    /** See {@link #says}. */
    WAITS_FOR_NUMBER("A smaller number of its session is missing, so it waits, at most ordering.gapWait."),
    /** See {@link #says}. */
    GAP_GIVEN_UP("The missing numbers did not come in time, so the session went on without them."),
    /** See {@link #says}. */
    FOLDED_ANEW("It came late: it was put in its place, and the story was folded anew."),
    /** See {@link #says}. */
    CORRECTED("What had been told is different now, so a correction was told."),
    /** See {@link #says}. */
    IMPLAUSIBLE("The leg cannot go from where it stood to this state, so the state was not believed."),
    /** See {@link #says}. */
    DUPLICATE("The same report had been heard before."),
    /** See {@link #says}. */
    TOO_OLD("It speaks of a call that was over and forgotten, so it begins no second one."),
    /** See {@link #says}. */
    NO_KEY("It names no session by which its call could be told from others."),
    /** See {@link #says}. */
    PROVES_NOTHING("The look was not complete, so what it lacks proves nothing."),
    /** See {@link #says}. */
    SESSIONS_EXPECTED("Presence waits ordering.gapWait for the session's own word, which is to be expected."),
    /** See {@link #says}. */
    END_MAY_BE_TRANSITIONAL("Presence tells an end that is not final, so it waits ordering.endGrace."),
    /** See {@link #says}. */
    STEP_MISSING("Presence skips a step that should have come before, so it waits ordering.gapWait."),
    /** See {@link #says}. */
    WAITED_LONG_ENOUGH("Nothing came in the time it had to wait, so it is believed."),
    /** See {@link #says}. */
    SESSION_OUTWEIGHS("The session's own word, or an earlier report, already says as much of the leg."),
    /** See {@link #says}. */
    LEFT_THE_LIST("A complete list of the extension's calls lacks the leg: it has left, its own end was lost."),
    /** See {@link #says}. */
    LIST_KEPT("Nothing new for this call; kept, because it may matter to reports that come late."),
    /** See {@link #says}. */
    RINGOUT_HALVES("Two sessions with neighbouring ids and crossed numbers are the halves of one RingOut."),
    /** See {@link #says}. */
    QUEUE_KNOWN(
            "A member is offered the call by this extension, so the extension is a queue, in every call remembered."),
    /** See {@link #says}. */
    QUEUED_IN_HINDSIGHT("The queue never said that it took the call, but a member was offered it: the caller waited."),
    /** See {@link #says}. */
    HANDED_OVER("A leg that talked left for elsewhere, and another one goes on in its place."),
    /** See {@link #says}. */
    BELONGS_TOGETHER("A party went on in another session, so both calls are of one conversation."),
    /** See {@link #says}. */
    SENT_DURING_GAP("It was sent while its source was away, so it is told as a back-fill."),
    /** See {@link #says}. */
    SOURCE_GAP("A source was away; a look is asked for."),
    /** See {@link #says}. */
    END_GRACE("Every leg is over; the end waits ordering.endGrace for something that continues the call."),
    /** See {@link #says}. */
    TRANSFER_AWAITED("Every leg is over, but one left for elsewhere: the end waits for where it went."),
    /** See {@link #says}. */
    END_CERTAIN("Every leg is over and nothing can continue the call: the end is told."),
    /** See {@link #says}. */
    ONE_SIDE_LEFT("One side left long ago and nothing came after it: the platform is asked whether the call goes on."),
    /** See {@link #says}. */
    LOOK_BEGINS_CALL("The look shows a call that nobody told of."),
    /** See {@link #says}. */
    LOOK_REVIVES_CALL("The look shows a call that was taken for lost: it goes on."),
    /** See {@link #says}. */
    LOOK_SHOWS_ANSWER("The look shows as answered a call whose answer nobody told of."),
    /** See {@link #says}. */
    LOOK_AGREES("The look shows the call as it is known; doubts are over."),
    /** See {@link #says}. */
    LOOK_BEHIND_NEWS("The look is older than the newest news of the call, or reports still wait: news wins."),
    /** See {@link #says}. */
    LOOK_LACKS_CALL("A complete look does not show the call: it is in doubt, not over."),
    /** See {@link #says}. */
    PLATFORM_ASKED("Two complete looks lack the call, so the platform is asked for its session."),
    /** See {@link #says}. */
    PLATFORM_KNOWS_IT("The platform still knows the session: the call goes on."),
    /** See {@link #says}. */
    PLATFORM_SHOWS_STATE("The platform shows the session's parties elsewhere than was told of them: that is taken."),
    /** See {@link #says}. */
    LOST_CALL_ENDED("Neither the looks nor the platform know the call any more: it was ended."),
    /** See {@link #says}. */
    RECORD_ENDS_CALL("Only finished records of the call are listed: it is over."),
    /** See {@link #says}. */
    RECORD_COMPLETES("Finished records of a call that is over: what they add is taken, the rest is known.");

    private final String says;

    Rule(String says) {
        this.says = says;
    }

    /**
     * Its name, for programs and for looking it up.
     *
     * @return in kebab-case, for example {@code waits-for-number}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What it means.
     *
     * @return one sentence for a person
     */
    public String says() {
        return says;
    }

    static Rule of(Refusal.Reason reason) {
        return switch (reason) {
            case DUPLICATE -> DUPLICATE;
            case TOO_OLD -> TOO_OLD;
            case NO_KEY -> NO_KEY;
            case IMPLAUSIBLE -> IMPLAUSIBLE;
            case PROVES_NOTHING -> PROVES_NOTHING;
        };
    }
}
