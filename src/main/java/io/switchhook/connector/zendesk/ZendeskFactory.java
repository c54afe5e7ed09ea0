package io.switchhook.connector.zendesk;

import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Key;
import java.net.URI;
import java.util.List;

/** Makes connectors of type {@code zendesk}. */
public final class ZendeskFactory implements ConnectorFactory {
    /** Used by the service loader. */
    public ZendeskFactory() {}

    @Override
    public String type() {
        return "zendesk";
    }

    @Override
    public List<Key> keys() {
        return List.of(
                Key.required("url", "the account's address, https://NAME.zendesk.com"),
                Key.required("email", "address of the agent in whose name calls are written"),
                Key.required("token", "API token of the account").asSecret(),
                Key.required("app", "number of the app (app_id) that calls are written for"),
                Key.optional("brand", "number of the brand (brand_id) that calls are of"));
    }

    @Override
    public Connector create(Context context) {
        Config config = context.config();
        long app = config.whole("app", 1, Long.MAX_VALUE)
                .orElseThrow(() -> new BadConfiguration("app", "the number of an app", "it is missing"));
        return new Zendesk(
                new ZendeskApi(context.http(), url(config), config.requiredText("email"), config.requiredText("token")),
                new CallObject(app, config.whole("brand", 1, Long.MAX_VALUE)));
    }

    private static URI url(Config config) {
        try {
            URI url = URI.create(config.requiredText("url").replaceAll("/+$", ""));
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new BadConfiguration("url", "an address http:// or https://", "it is none");
        }
        throw new BadConfiguration("url", "an address http:// or https:// with a host", "it is none");
    }
}
