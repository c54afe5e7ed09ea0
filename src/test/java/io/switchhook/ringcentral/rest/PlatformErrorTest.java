package io.switchhook.ringcentral.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every shape in which the platform says no (protocol.md 1.4, 2.3). */
class PlatformErrorTest {
    private static final String CHALLENGE =
            "Bearer realm=\"RingCentral REST API\", error=\"CMN-301\", error_description=\"Request rate exceeded\"";

    @Test
    void a_legacy_word_outside_and_the_code_inside_are_both_read_code_first() {
        PlatformError error = read("""
                {"errorCode":"InvalidParameter","message":"outer","parameterName":"to",
                 "errors":[{"errorCode":"CMN-102","message":"Resource for [to] is not found","parameterName":"to"}]}""");
        assertThat(error.codes()).containsExactly("CMN-102", "InvalidParameter");
        assertThat(error.parameters()).containsExactly("to");
        assertThat(error.detail()).isEqualTo("Resource for [to] is not found");
        assertThat(error).hasToString("CMN-102, InvalidParameter for to");
    }

    @Test
    void the_same_code_outside_and_inside_is_one_code() {
        assertThat(read("{\"errorCode\":\"CMN-301\",\"errors\":[{\"errorCode\":\"CMN-301\"}]}")
                        .codes())
                .containsExactly("CMN-301");
    }

    @Test
    void errors_alone_and_a_code_alone_are_read() {
        assertThat(read("{\"errors\":[{\"errorCode\":\"TAS-101\"},{\"errorCode\":\"TAS-102\"}]}")
                        .codes())
                .containsExactly("TAS-101", "TAS-102");
        assertThat(read("{\"errorCode\":\"TAS-102\",\"message\":\"m\"}").codes())
                .containsExactly("TAS-102");
    }

    @Test
    void the_oauth_form_is_read_with_its_parameters() {
        PlatformError error = read("""
                {"error":"invalid_client","error_description":"Invalid client: xx","errors":[{"errorCode":"OAU-153",
                 "message":"Invalid client: xx","parameters":[{"parameterName":"client_id","parameterValue":"xx"}]}]}""");
        assertThat(error.codes()).containsExactly("OAU-153", "invalid_client");
        assertThat(error.parameters()).containsExactly("client_id");
        assertThat(read("{\"error\":\"invalid_grant\",\"error_description\":\"gone\"}")
                        .detail())
                .isEqualTo("gone");
    }

    @Test
    void a_missing_permission_is_named() {
        PlatformError error = read("""
                {"errorCode":"InsufficientPermissions","errors":[{"errorCode":"CMN-401",
                 "permissionName":"ReadCallLog"}],"permissionName":"ReadCallLog"}""");
        assertThat(error.permission()).contains("ReadCallLog");
        assertThat(error.toString()).contains("permission ReadCallLog missing");
    }

    @Test
    void empty_errors_and_foreign_types_and_plain_text_do_no_harm() {
        assertThat(read("{\"errorCode\":\"AGW-404\",\"errors\":[]}").codes()).containsExactly("AGW-404");
        assertThat(read("{\"errors\":\"oops\",\"errorCode\":7,\"message\":{}}").codes())
                .isEmpty();
        assertThat(read("{\"errors\":[1,null,\"x\"]}").codes()).isEmpty();
        assertThat(read("[1,2]").codes()).isEmpty();
        assertThat(read("").detail()).isEmpty();
        assertThat(read("Some text error").detail()).isEqualTo("Some text error");
        assertThat(read("x".repeat(9_000)).detail()).hasSize(500);
    }

    @Test
    void the_challenge_header_speaks_when_the_body_names_no_code() {
        PlatformError error = PlatformError.read(Buffer.buffer(), CHALLENGE);
        assertThat(error.codes()).containsExactly("CMN-301");
        assertThat(error.detail()).isEqualTo("Request rate exceeded");
        assertThat(PlatformError.read(Buffer.buffer("{\"errorCode\":\"CMN-302\"}"), CHALLENGE)
                        .codes())
                .containsExactly("CMN-302");
    }

    @Test
    void retry_after_is_seconds_or_a_date_read_against_the_answers_own() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        assertThat(Failures.retryAfter(headers)).isEmpty();
        assertThat(Failures.retryAfter(headers.set("retry-after", "17"))).contains(Duration.ofSeconds(17));
        assertThat(Failures.retryAfter(headers.set("retry-after", "999999999"))).contains(Duration.ofDays(1));
        headers.set("retry-after", "Wed, 29 Mar 2017 08:25:41 GMT");
        assertThat(Failures.retryAfter(headers)).isEmpty();
        headers.set("date", "Wed, 29 Mar 2017 08:24:41 GMT");
        assertThat(Failures.retryAfter(headers)).contains(Duration.ofSeconds(60));
        assertThat(Failures.retryAfter(headers.set("retry-after", "soon"))).isEmpty();
    }

    @Test
    void a_429_without_retry_after_costs_the_default_penalty() {
        WireAnswer answer = new WireAnswer(429, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
        assertThat(QuotaSettings.DEFAULTS.penalty()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(Failures.of("GET /x", answer, QuotaSettings.DEFAULTS.penalty())
                        .retryAfter())
                .contains(Duration.ofSeconds(60));
    }

    private static PlatformError read(String body) {
        return PlatformError.read(Buffer.buffer(body), "");
    }
}
