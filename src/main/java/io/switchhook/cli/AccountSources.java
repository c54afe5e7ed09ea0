package io.switchhook.cli;

import io.switchhook.account.AccountParts.Sources;
import io.switchhook.account.QuotaEar;
import io.switchhook.config.AccountSettings;
import io.switchhook.config.AccountSettings.Transport;
import io.switchhook.config.ReconcileSettings;
import io.switchhook.http.WebhookDoor;
import io.switchhook.metric.Meter;
import io.switchhook.metric.Metric;
import io.switchhook.ringcentral.look.ExtensionIds;
import io.switchhook.ringcentral.look.LookSettings;
import io.switchhook.ringcentral.look.Looks;
import io.switchhook.ringcentral.push.Feed;
import io.switchhook.ringcentral.push.FeedSettings;
import io.switchhook.ringcentral.push.Filters;
import io.switchhook.ringcentral.push.PubNubFeed;
import io.switchhook.ringcentral.push.PubNubSettings;
import io.switchhook.ringcentral.push.WebSocketFeed;
import io.switchhook.ringcentral.push.WebhookFeed;
import io.switchhook.ringcentral.push.WebhookInbox;
import io.switchhook.ringcentral.rest.PlatformClient;
import io.switchhook.ringcentral.rest.PlatformSettings;
import io.switchhook.ringcentral.rest.QuotaListener;
import io.switchhook.ringcentral.rest.RateGroup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the platform side of one account. */
final class AccountSources {
    private static final Logger log = LoggerFactory.getLogger(AccountSources.class);
    private static final Duration RETRY_FIRST = Duration.ofSeconds(2);
    private static final int RETRY_DOUBLINGS = 5;

    private final Vertx vertx;
    private final AccountSettings account;
    private final ReconcileSettings reconcile;
    private final World world;
    private final Optional<WebhookInbox> hook;

    /**
     * Sources that are not open yet.
     *
     * @param hook where the HTTP door leaves what the platform posts; present exactly with the transport webhook
     */
    AccountSources(
            Vertx vertx,
            AccountSettings account,
            ReconcileSettings reconcile,
            World world,
            Optional<WebhookInbox> hook) {
        this.vertx = vertx;
        this.account = account;
        this.reconcile = reconcile;
        this.world = world;
        this.hook = hook;
    }

    /** Opens feeds and looks; tries for ever when the platform has to be asked something first. */
    Future<Sources> open(Map<String, String> memories, Meter meter) {
        for (RateGroup group : RateGroup.values()) {
            meter.begin(Metric.QUOTA_PAUSES, account.name(), word(group));
        }
        PlatformClient platform = new PlatformClient(
                vertx,
                PlatformSettings.of(
                        account.server(), account.clientId(), account.clientSecret(), account.jwt(), world.version()),
                world.clock(),
                world.random(),
                group -> meter.count(Metric.QUOTA_PAUSES, account.name(), word(group)));
        return extensions(platform, 0).map(ids -> {
            List<String> filters = ids.isEmpty() ? Filters.account() : Filters.extensions(ids);
            Looks looks = new Looks(
                    vertx, platform, platform::quota, LookSettings.of(reconcile.activeCalls(), ids), world.clock());
            return new Sources(feeds(platform, filters, memories), looks, ear -> platform.listen(heardBy(ear)));
        });
    }

    private static QuotaListener heardBy(QuotaEar ear) {
        return new QuotaListener() {
            @Override
            public void exhausted(RateGroup group, Reason reason, Duration pause) {
                ear.exhausted(word(group), reason.name().toLowerCase(Locale.ROOT), pause);
            }

            @Override
            public void restored(RateGroup group) {
                ear.restored(word(group));
            }
        };
    }

    private static String word(RateGroup group) {
        return group.name().toLowerCase(Locale.ROOT);
    }

    private Future<List<String>> extensions(PlatformClient platform, int failures) {
        return ExtensionIds.of(platform, account.watch().extensions()).recover(failure -> {
            Duration again = RETRY_FIRST.multipliedBy(1L << Math.min(failures, RETRY_DOUBLINGS));
            log.warn(
                    "Extensions cannot be read, trying again. account={} in={} why={}",
                    account.name(),
                    again,
                    failure.getMessage());
            return vertx.timer(again.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                    .compose(due -> extensions(platform, failures + 1));
        });
    }

    private List<Feed> feeds(PlatformClient platform, List<String> filters, Map<String, String> memories) {
        FeedSettings settings =
                new FeedSettings(vertx, platform, filters, world.clock(), world.random(), world.patience());
        List<Feed> feeds = new ArrayList<>();
        for (Transport transport : account.transports()) {
            switch (transport) {
                case WEBSOCKET -> feeds.add(new WebSocketFeed(settings));
                case PUBNUB -> feeds.add(new PubNubFeed(settings, pubnub(), memory(memories, "pubnub")));
                case WEBHOOK -> feeds.add(new WebhookFeed(settings, webhook(), memory(memories, "webhook")));
            }
        }
        return feeds;
    }

    private PubNubSettings pubnub() {
        return new PubNubSettings(account.pubnub().origin(), account.pubnub().secure(), "switchhook-" + account.name());
    }

    private WebhookFeed.Place webhook() {
        String address = account.publicUrl().orElseThrow() + WebhookDoor.PATH + account.name();
        return new WebhookFeed.Place(address, hook.orElseThrow());
    }

    private static Optional<String> memory(Map<String, String> memories, String feed) {
        return Optional.ofNullable(memories.get(feed));
    }
}
