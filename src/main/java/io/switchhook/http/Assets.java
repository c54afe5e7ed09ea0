package io.switchhook.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The page and the contract, read once from the program itself. Not by the library's static handler, because that looks
 * into the working directory first, where a file of the same name could take a page's place.
 */
final class Assets {
    /** Path of the address, resource, media type. */
    private static final String TABLE = """
            /                    web/index.html      text/html;charset=utf-8
            /web/dashboard.css   web/dashboard.css   text/css;charset=utf-8
            /web/dashboard.js    web/dashboard.js    text/javascript;charset=utf-8
            /web/calls.js        web/calls.js        text/javascript;charset=utf-8
            /web/connectors.js   web/connectors.js   text/javascript;charset=utf-8
            /web/explain.js      web/explain.js      text/javascript;charset=utf-8
            /web/stream.js       web/stream.js       text/javascript;charset=utf-8
            /web/icon.svg        web/icon.svg        image/svg+xml
            /openapi.yaml        openapi.yaml        application/yaml
            /schemas/event.json  schemas/event.json  application/schema+json
            """;

    private final List<Asset> assets;

    private Assets(List<Asset> assets) {
        this.assets = List.copyOf(assets);
    }

    /** Reads all of them; blocks. */
    static Assets load() {
        List<Asset> assets = new ArrayList<>();
        TABLE.lines().map(line -> line.split(" +")).forEach(row -> assets.add(new Asset(row[0], row[2], read(row[1]))));
        return new Assets(assets);
    }

    void mount(Router router) {
        for (Asset asset : assets) {
            router.get(asset.path()).handler(ctx -> answer(ctx, asset));
        }
    }

    /** Asked for again each time, so that a page never runs with the script of another version. */
    private static void answer(RoutingContext ctx, Asset asset) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(asset.content());
    }

    private static Buffer read(String resource) {
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Expected the program to contain " + resource + ", but it does not");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + resource + " from the program, but it failed", e);
        }
    }

    /**
     * One file.
     *
     * @param path where it is served
     * @param contentType its media type
     * @param content its bytes
     */
    private record Asset(String path, String contentType, Buffer content) {}
}
