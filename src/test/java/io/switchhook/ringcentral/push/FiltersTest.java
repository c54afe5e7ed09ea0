package io.switchhook.ringcentral.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which filters are asked for, and whether the platform's answer covers them. */
class FiltersTest {
    @Test
    void an_account_is_watched_by_three_filters() {
        assertThat(Filters.account())
                .containsExactly(
                        "/restapi/v1.0/account/~/presence?detailedTelephonyState=true",
                        "/restapi/v1.0/account/~/telephony/sessions",
                        "/restapi/v1.0/account/~/extension/~/message-store");
    }

    @Test
    void each_listed_extension_is_watched_by_three_filters() {
        assertThat(Filters.extensions(List.of("7", "8")))
                .hasSize(6)
                .startsWith("/restapi/v1.0/account/~/extension/7/presence?detailedTelephonyState=true")
                .endsWith("/restapi/v1.0/account/~/extension/8/message-store");
    }

    @Test
    void an_echo_with_real_ids_and_another_query_order_covers_its_filter() {
        assertThat(Filters.covers("/account/~/extension/~/x?a=1&b=2", "/account/10/extension/20/x?b=2&a=1"))
                .isTrue();
    }

    @Test
    void an_echo_of_another_resource_or_query_does_not_cover() {
        assertThat(Filters.covers("/account/~/presence?detailedTelephonyState=true", "/account/1/presence"))
                .isFalse();
        assertThat(Filters.covers("/account/~/presence", "/account/1/extension/2/presence"))
                .isFalse();
        assertThat(Filters.covers("/account/~/extension/7/presence", "/account/1/extension/8/presence"))
                .isFalse();
    }

    @Test
    void a_filter_that_is_missing_without_a_reason_is_refused_too() {
        JsonObject answer = new JsonObject()
                .put("eventFilters", new JsonArray().add("/restapi/v1.0/account/1/telephony/sessions"))
                .put(
                        "disabledFilters",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("filter", "/restapi/v1.0/account/1/extension/2/message-store")
                                        .put("reason", "ReadMessages")));
        assertThat(Filters.refused(Filters.account(), Subscription.of(answer)))
                .containsExactly(
                        "/restapi/v1.0/account/1/extension/2/message-store: ReadMessages",
                        "/restapi/v1.0/account/~/presence?detailedTelephonyState=true"
                                + ": missing in the platform's answer, without a reason");
    }
}
