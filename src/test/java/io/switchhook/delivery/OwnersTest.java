package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.Call;
import io.switchhook.call.CallState;
import io.switchhook.call.Direction;
import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Contact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** To whom a call belongs, and whom it is linked to: by what the operator states, never by chance (complaints.md 28). */
class OwnersTest {
    private static final Owners OWNERS =
            new Owners(Map.of("101", "ana", "7002", "bob", "Support", "team", "fallback", "desk", "103", ""));

    @Test
    void a_call_belongs_to_whoever_answered_it() {
        DrawnCall call =
                DrawnCall.from("s-1", "+14155550123").rings("101", "7001").answers("102", "7002");
        assertThat(OWNERS.of(call.snapshot(CallState.TALKING))).contains("bob");
    }

    @Test
    void a_call_that_nobody_answered_belongs_to_whom_it_was_for() {
        DrawnCall call = DrawnCall.from("s-1", "+14155550123").user(DrawnCall.extension("101", "7001"));
        assertThat(OWNERS.of(call.snapshot(CallState.ENDED))).contains("ana");
    }

    @Test
    void a_call_to_a_queue_that_nobody_answered_belongs_to_the_owner_of_the_queue() {
        DrawnCall call = DrawnCall.from("s-1", "+14155550123").queue("9001", "Support");
        assertThat(OWNERS.of(call.snapshot(CallState.ENDED))).contains("team");
    }

    @Test
    void a_call_of_nobody_belongs_to_the_stated_fallback_and_never_to_the_first_or_an_empty_key() {
        DrawnCall call = DrawnCall.from("s-1", "+14155550123").answers("109", "7009");
        assertThat(OWNERS.of(call.snapshot(CallState.TALKING))).contains("desk");
        assertThat(new Owners(Map.of("101", "ana", "", "zoe")).of(call.snapshot(CallState.TALKING)))
                .isEmpty();
        assertThat(OWNERS.of(DrawnCall.from("s-2", "+14155550123")
                        .answers("103", "7003")
                        .snapshot(CallState.TALKING)))
                .contains("desk");
    }

    @Test
    void a_call_out_belongs_to_the_caller() {
        DrawnCall call = DrawnCall.from("s-1", "+14155550123")
                .direction(Direction.OUTBOUND)
                .dialed(DrawnCall.number("+14155550123"))
                .user(DrawnCall.extension("101", "7001"));
        assertThat(OWNERS.of(call.snapshot(CallState.RINGING))).contains("ana");
    }

    @Test
    void a_ringing_call_is_shown_to_all_whose_telephones_ring_and_never_to_the_fallback() {
        DrawnCall call = DrawnCall.from("s-1", "+14155550123")
                .rings("101", "7001")
                .rings("102", "7002")
                .rings("109", "7009");
        assertThat(OWNERS.seeing(call.snapshot(CallState.RINGING))).containsExactly("ana", "bob");
        assertThat(OWNERS.seeing(call.answers("109", "7009").snapshot(CallState.TALKING)))
                .isEmpty();
    }

    @Test
    void one_of_several_contacts_is_chosen_as_stated() {
        List<Contact> many = List.of(
                contact("c1", "bob", "2024-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
                contact("c2", "ana", "2023-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
                new Contact("c3", "lead", "no dates", Optional.empty(), Optional.empty()),
                contact("c4", "ana", "2022-01-01T00:00:00Z", "2025-01-01T00:00:00Z"));
        Optional<String> ana = Optional.of("ana");
        assertThat(Matching.OWNER_FIRST.choose(many, ana)).contains(many.get(1));
        assertThat(Matching.OWNER_FIRST.choose(many, Optional.of("zoe"))).contains(many.get(0));
        assertThat(Matching.OWNER_FIRST.choose(many, Optional.empty())).contains(many.get(0));
        assertThat(Matching.LAST_ACTIVITY.choose(many, ana)).contains(many.get(1));
        assertThat(Matching.OLDEST.choose(many, ana)).contains(many.get(3));
        assertThat(Matching.NONE.choose(many, ana)).isEmpty();
        for (Matching policy : Matching.values()) {
            assertThat(policy.choose(many.subList(2, 3), ana)).contains(many.get(2));
            assertThat(policy.choose(List.of(), ana)).isEmpty();
        }
    }

    @Test
    void only_numbers_of_outside_parties_are_looked_up() {
        Home home = new Home("US", List.of("+12055550100", "+120555501*", "(205) 555-0200"));
        assertThat(looked(home, DrawnCall.from("s", "+1 (415) 555-0123 ext. 7")))
                .containsExactly("+14155550123");
        assertThat(looked(home, DrawnCall.from("s", "4155550123"))).containsExactly("+14155550123");
        for (String never : List.of("101", "anonymous", "conference", "911", "+12055550142", "2055550200")) {
            assertThat(looked(home, DrawnCall.from("s", never))).as(never).isEmpty();
        }
        // What the caller dialled is ours, whoever else shows it.
        assertThat(looked(home, DrawnCall.from("s", "+13035550111").dialed(DrawnCall.number("+13035550111"))))
                .isEmpty();
        assertThat(looked(home, DrawnCall.from("s", "+13035550111").answers("+13035550111", "7001")))
                .isEmpty();
        assertThat(looked(home, DrawnCall.from("s", "+14155550123").direction(Direction.INTERNAL)))
                .isEmpty();
        DrawnCall out = DrawnCall.from("s", "+14155550123")
                .direction(Direction.OUTBOUND)
                .dialed(DrawnCall.number("+14155550123"));
        assertThat(looked(home, out)).containsExactly("+14155550123");
    }

    private static List<String> looked(Home home, DrawnCall drawn) {
        Call call = drawn.snapshot(CallState.RINGING);
        return home.outside(call).stream().map(PhoneNumber::key).toList();
    }

    private static Contact contact(String id, String owner, String since, String last) {
        return new Contact(id, "contact", id, Optional.of(owner), Optional.empty())
                .dated(Optional.of(Instant.parse(since)), Optional.of(Instant.parse(last)));
    }
}
