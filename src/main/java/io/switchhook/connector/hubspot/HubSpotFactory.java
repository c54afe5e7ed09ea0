package io.switchhook.connector.hubspot;

import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Key;
import java.net.URI;
import java.util.List;

/** Makes connectors of type {@code hubspot}. */
public final class HubSpotFactory implements ConnectorFactory {
    /** Used by the service loader. */
    public HubSpotFactory() {}

    @Override
    public String type() {
        return "hubspot";
    }

    @Override
    public List<Key> keys() {
        return List.of(
                Key.standard("url", "https://api.hubapi.com", "where HubSpot's API is"),
                Key.required("token", "access token of a private app; scopes crm.objects.contacts.read and .write")
                        .asSecret(),
                Key.standard(
                        "keyProperty",
                        CallProperties.KEY,
                        "text property of calls that holds our key; every portal has this one"),
                Key.standard(
                        "searchLagSeconds",
                        "5",
                        "how long HubSpot may take to show a new record in its search, 0 to 300, in seconds"),
                Key.optional(
                        "phoneProperties", "properties of contacts with numbers; phone and mobilephone without it"),
                Key.optional(
                        "dispositions",
                        "outcome of ours to GUID of yours, where a portal changed HubSpot's own; an empty one sends none"),
                Key.optional("portal", "number of the portal; with it records have addresses that people can open"));
    }

    @Override
    public Connector create(Context context) {
        Config config = context.config();
        return new HubSpot(
                context,
                new HubSpotApi(context.http(), url(config), config.requiredText("token")),
                CallProperties.of(config),
                ContactSearch.of(config));
    }

    private static URI url(Config config) {
        try {
            URI url = URI.create(config.text("url").orElse("").replaceAll("/+$", ""));
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new BadConfiguration("url", "an address http:// or https://", "it is none");
        }
        throw new BadConfiguration("url", "an address http:// or https:// with a host", "it is none");
    }
}
