package io.switchhook.ringcentral.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values that the room refuses, and small pure pieces. */
class SettingsTest {
    @Test
    void a_server_needs_scheme_and_host_and_gets_the_standard_port() {
        assertThat(settings("https://platform.ringcentral.com").port()).isEqualTo(443);
        assertThat(settings("http://127.0.0.1:8080").port()).isEqualTo(8080);
        assertThat(settings("http://localhost").port()).isEqualTo(80);
        for (String bad : List.of("platform.ringcentral.com", "ftp://host", "https:///path")) {
            assertThatThrownBy(() -> settings(bad))
                    .hasMessageContaining("Expected a server like")
                    .hasMessageContaining(bad);
        }
    }

    @Test
    void settings_print_no_secret() {
        assertThat(settings("https://host").toString()).doesNotContain("s3cret").doesNotContain("j.w.t");
        assertThat(settings("https://host").userAgent()).startsWith("Switchhook/1.2.3 (");
    }

    @Test
    void waits_double_up_to_the_cap_and_jitter_only_lengthens_them() {
        Backoff backoff = Backoff.REQUESTS;
        Random random = new Random(5);
        long[] plain = {2, 4, 8, 16, 32, 60, 60};
        for (int failures = 1; failures <= plain.length; failures++) {
            Duration least = Duration.ofSeconds(plain[failures - 1]);
            assertThat(backoff.delay(failures, random))
                    .isBetween(least, least.multipliedBy(6).dividedBy(5));
        }
        assertThat(backoff.delay(Integer.MAX_VALUE, random)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), 1))
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
                .hasMessageContaining("longest");
    }

    @Test
    void a_path_keeps_its_escapes_and_never_climbs() {
        assertThat(RequestUri.of("/a/~/50%25/100%/ü", Map.of())).isEqualTo("/a/~/50%25/100%25/%C3%BC");
        assertThatThrownBy(() -> RequestUri.of("/a/../b", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RequestUri.of("a", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static PlatformSettings settings(String server) {
        return PlatformSettings.of(URI.create(server), "app", Secret.of("s3cret"), Secret.of("j.w.t"), "1.2.3");
    }
}
