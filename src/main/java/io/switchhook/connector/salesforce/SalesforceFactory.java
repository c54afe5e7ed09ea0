package io.switchhook.connector.salesforce;

import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Key;
import java.net.URI;
import java.util.List;

/** Makes connectors of type {@code salesforce}. */
public final class SalesforceFactory implements ConnectorFactory {
    private static final String API_VERSION = "60.0";

    /** Used by the service loader. */
    public SalesforceFactory() {}

    @Override
    public String type() {
        return "salesforce";
    }

    @Override
    public List<Key> keys() {
        return List.of(
                Key.required("url", "the organization's address, https://NAME.my.salesforce.com"),
                Key.required("token", "access token of a user who may read and write tasks")
                        .asSecret(),
                Key.optional(
                        "externalField",
                        "text field of Task, marked as external id and unique, for our key; tasks are upserted by it."
                                + " Without it the key stands in CallObject and is searched for in doubt"),
                Key.standard("apiVersion", API_VERSION, "version of the REST API, such as 60.0"),
                Key.standard("openStatus", "In Progress", "Status of a task while the call goes on"),
                Key.standard("doneStatus", "Completed", "Status of a task when the call is over"),
                Key.standard("timeZone", "UTC", "where a call's day begins, for ActivityDate; such as Europe/Berlin"),
                Key.optional("dispositions", "outcome of ours to CallDisposition; an empty one sends none"),
                Key.standard(
                        "searchLagSeconds",
                        "2",
                        "how long a request whose answer was lost may still be at work, 0 to 300, in seconds"));
    }

    @Override
    public Connector create(Context context) {
        Config config = context.config();
        String version = config.text("apiVersion").orElse(API_VERSION);
        if (!version.matches("[0-9]{2,3}\\.0")) {
            throw new BadConfiguration("apiVersion", "a version such as " + API_VERSION, "it is none");
        }
        return new Salesforce(
                context,
                new SalesforceApi(context.http(), url(config), version, config.requiredText("token")),
                TaskFields.of(config));
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
