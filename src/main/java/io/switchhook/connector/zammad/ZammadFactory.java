package io.switchhook.connector.zammad;

import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Key;
import java.net.URI;
import java.util.List;

/** Makes connectors of type {@code zammad}. */
public final class ZammadFactory implements ConnectorFactory {
    /** Used by the service loader. */
    public ZammadFactory() {}

    @Override
    public String type() {
        return "zammad";
    }

    @Override
    public List<Key> keys() {
        return List.of(
                Key.required("url", "the endpoint with its token: https://ZAMMAD/api/v1/cti/TOKEN")
                        .asSecret(),
                Key.standard("format", "json", "json; or form, as receivers of sipgate.io want it"));
    }

    @Override
    public Connector create(Context context) {
        String format = context.config().text("format").orElse("json");
        if (!format.equals("json") && !format.equals("form")) {
            throw new BadConfiguration("format", "json or form", "it is neither");
        }
        return new Zammad(context, url(context.config()), format.equals("form"));
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
