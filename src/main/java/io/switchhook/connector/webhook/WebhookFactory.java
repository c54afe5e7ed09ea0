package io.switchhook.connector.webhook;

import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Key;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Makes connectors of type {@code webhook}. */
public final class WebhookFactory implements ConnectorFactory {
    /** Used by the service loader. */
    public WebhookFactory() {}

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public List<Key> keys() {
        return List.of(
                Key.required("url", "where each event is sent, by POST; http or https"),
                Key.optional("secret", "what the webhook is signed with, whsec_ and base64")
                        .asSecret(),
                Key.optional("secrets", "several of them while they are changed; each signs")
                        .asSecret(),
                Key.standard("mode", "structured", "structured: all in the body; binary: attributes in ce- headers"));
    }

    @Override
    public Connector create(Context context) {
        Config config = context.config();
        List<String> secrets = new ArrayList<>(config.texts("secrets"));
        config.secret("secret").ifPresent(secrets::add);
        String mode = config.text("mode").orElse("structured");
        if (!mode.equals("structured") && !mode.equals("binary")) {
            throw new BadConfiguration("mode", "structured or binary", "it is neither");
        }
        return new Webhook(context, url(config), new Signature(secrets), mode.equals("binary"));
    }

    private static URI url(Config config) {
        try {
            URI url = URI.create(config.requiredText("url"));
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new BadConfiguration("url", "an address http:// or https://", "it is none");
        }
        throw new BadConfiguration("url", "an address http:// or https:// with a host", "it is none");
    }
}
