package io.switchhook.simulator;

import io.switchhook.simulator.Company.Extension;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The REST operations, the same over HTTP and over sockets: table of paths, tokens, limits, then the work. */
final class RestApi {
    private static final String PREFIX = "/restapi/v1.0/";

    private final Agenda agenda;
    private final Company company;
    private final Tokens tokens;
    private final RateLimiter limiter;
    private final Subscriptions subscriptions;
    private final CallBoard board;
    private final PresenceBody presence;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private String server = "";

    RestApi(Platform platform) {
        this.agenda = platform.agenda();
        this.company = platform.company();
        this.tokens = platform.tokens();
        this.limiter = platform.limiter();
        this.subscriptions = platform.subscriptions();
        this.board = platform.board();
        this.presence = new PresenceBody(board);
        routes();
    }

    /** Tells the address that links begin with, once it is known. */
    void serveAt(String address) {
        server = address;
    }

    private void routes() {
        routes.put("GET account/*", new Route("light", this::account));
        routes.put("GET account/*/extension", new Route("medium", this::extensions));
        routes.put("GET account/*/extension/*", new Route("light", this::extension));
        routes.put("GET account/*/extension/*/presence", new Route("light", this::presence));
        routes.put("GET account/*/presence", new Route("heavy", this::accountPresence));
        routes.put("GET account/*/active-calls", new Route("heavy", call -> records(call, true)));
        routes.put("GET account/*/extension/*/active-calls", new Route("heavy", call -> records(call, true)));
        routes.put("GET account/*/call-log", new Route("heavy", call -> records(call, false)));
        routes.put("GET account/*/extension/*/call-log", new Route("heavy", call -> records(call, false)));
        routes.put("GET account/*/telephony/sessions/*", new Route("light", this::session));
        routes.put("GET subscription", new Route("light", call -> subscriptions.list(call, server)));
        routes.put("GET subscription/*", new Route("light", call -> subscriptions.read(call, server)));
        routes.put("PUT subscription/*", new Route("medium", call -> subscriptions.update(call, server)));
        routes.put("POST subscription/*/renew", new Route("light", call -> subscriptions.renew(call, server)));
        routes.put("DELETE subscription/*", new Route("medium", subscriptions::delete));
    }

    /** Answers a request that carries a bearer token. */
    Future<Reply> handle(RestCall call, String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Future.succeededFuture(
                    Reply.legacy(401, "TokenInvalid", "AGW-401", "Authorization header is not specified"));
        }
        String token = authorization.substring(7).strip();
        Instant now = agenda.now();
        return tokens.use(token, now)
                .map(session -> handle(call, session))
                .orElseGet(() -> Future.succeededFuture(badToken(token)));
    }

    private Reply badToken(String token) {
        if (tokens.isExpired(token)) {
            return Reply.tokenInvalid("OAU-128", "Access token expired");
        }
        return token.startsWith("SIM")
                ? Reply.tokenInvalid("OAU-213", "Token not found")
                : Reply.tokenInvalid("OAU-149", "Unparsable access token");
    }

    /** Answers a request of a known session; only the creation of a WebHook takes time. */
    Future<Reply> handle(RestCall call, Tokens.Session session) {
        List<String> ids = new ArrayList<>();
        String key = call.path().startsWith(PREFIX) ? pattern(call, ids) : "";
        boolean creates = key.equals("POST subscription");
        Route route = routes.get(key);
        if (route == null && !creates) {
            return Future.succeededFuture(Reply.error(404, "CMN-120", "Invalid URI"));
        }
        String group = creates ? "medium" : route.group();
        RateLimiter.Verdict verdict = limiter.admit(session.clientId(), group, agenda.now());
        if (verdict.refusal().isPresent()) {
            return Future.succeededFuture(verdict.refusal().get());
        }
        RestCall known = call.with(session, ids);
        Future<Reply> reply = creates
                ? subscriptions.create(known, server)
                : Future.succeededFuture(
                        wrongId(call, ids).orElseGet(() -> route.work().apply(known)));
        return reply.map(answer -> limits(answer, verdict));
    }

    private static Reply limits(Reply answer, RateLimiter.Verdict verdict) {
        Reply reply = answer;
        for (Map.Entry<String, String> header : verdict.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    /** The table's key of a path; the segments behind these words are ids. */
    private static String pattern(RestCall call, List<String> ids) {
        StringBuilder pattern = new StringBuilder(call.method()).append(' ');
        String before = "";
        String path = call.path().substring(PREFIX.length()).replaceAll("/+$", "");
        for (String segment : path.split("/", -1)) {
            boolean isId =
                    List.of("account", "extension", "subscription", "sessions").contains(before);
            if (isId) {
                ids.add(segment);
            }
            pattern.append(before.isEmpty() ? "" : "/").append(isId ? "*" : segment);
            before = isId ? "-" : segment;
        }
        return pattern.toString();
    }

    private Optional<Reply> wrongId(RestCall call, List<String> ids) {
        if (!call.path().startsWith(PREFIX + "account")) {
            return Optional.empty();
        }
        if (!ids.get(0).equals("~") && !ids.get(0).equals(Company.ACCOUNT_ID)) {
            return Optional.of(Reply.notFound("accountId"));
        }
        boolean ofExtension = ids.size() > 1 && call.path().contains("/extension/");
        return ofExtension && company.find(ids.get(1)).isEmpty()
                ? Optional.of(Reply.notFound("extensionId"))
                : Optional.empty();
    }

    private String accountUri() {
        return server + PREFIX + "account/" + Company.ACCOUNT_ID;
    }

    private Reply account(RestCall call) {
        return Reply.ok(new JsonObject()
                .put("uri", accountUri())
                .put("id", Long.parseLong(Company.ACCOUNT_ID))
                .put("mainNumber", Company.MAIN_NUMBER)
                .put("status", "Confirmed")
                .put("setupWizardState", "Completed"));
    }

    private Reply extension(RestCall call) {
        return Reply.ok(describe(company.find(call.ids().get(1)).orElseThrow()));
    }

    private Reply extensions(RestCall call) {
        List<JsonObject> all = company.everybody().stream()
                .filter(one -> call.text("type")
                        .filter(type -> !type.equals(one.type()))
                        .isEmpty())
                .map(this::describe)
                .toList();
        return Reply.ok(Wire.page(call, accountUri() + "/extension", all, true));
    }

    private JsonObject describe(Extension extension) {
        return new JsonObject()
                .put("uri", accountUri() + "/extension/" + extension.id())
                .put("id", Long.parseLong(extension.id()))
                .put("extensionNumber", extension.number())
                .put("name", extension.name())
                .put("type", extension.type())
                .put("status", "Enabled")
                .put("contact", new JsonObject().put("firstName", extension.name()))
                .put(
                        "permissions",
                        new JsonObject()
                                .put("admin", new JsonObject().put("enabled", extension.equals(company.owner()))));
    }

    private Reply presence(RestCall call) {
        Extension extension = company.find(call.ids().get(1)).orElseThrow();
        return Reply.ok(presence.rest(extension, accountUri(), agenda.now(), detailed(call)));
    }

    private Reply accountPresence(RestCall call) {
        Instant now = agenda.now();
        List<JsonObject> all = company.users().stream()
                .map(user -> presence.rest(user, accountUri(), now, detailed(call)))
                .toList();
        return Reply.ok(Wire.page(call, accountUri() + "/presence", all, true));
    }

    private static boolean detailed(RestCall call) {
        return call.text("detailedTelephonyState").filter("true"::equals).isPresent();
    }

    private Reply records(RestCall call, boolean active) {
        CallRecords records = new CallRecords(
                accountUri(), call.text("view").filter("Detailed"::equals).isPresent(), agenda);
        Optional<Extension> extension =
                call.ids().size() > 1 ? company.find(call.ids().get(1)) : Optional.<Extension>empty();
        Instant now = agenda.now();
        List<JsonObject> all = (active ? board.recent(now) : board.all())
                .stream()
                        .flatMap(one -> (active ? records.active(one, now) : records.logged(one, now)).stream())
                        .filter(record ->
                                extension.filter(one -> !isOf(record, one)).isEmpty())
                        .filter(record -> chosen(call, record))
                        .sorted((one, other) -> other.getString("startTime").compareTo(one.getString("startTime")))
                        .toList();
        String uri = accountUri()
                + extension.map(one -> "/extension/" + one.id()).orElse("")
                + (active ? "/active-calls" : "/call-log");
        return Reply.ok(Wire.page(call, uri, all, false));
    }

    private static boolean isOf(JsonObject record, Extension extension) {
        return String.valueOf(record.getJsonObject("extension").getValue("id")).equals(extension.id());
    }

    private static boolean chosen(RestCall call, JsonObject record) {
        for (String name : List.of("direction", "sessionId", "telephonySessionId")) {
            if (call.text(name)
                    .filter(text -> !text.equals(record.getString(name)))
                    .isPresent()) {
                return false;
            }
        }
        String start = record.getString("startTime");
        return call.text("dateFrom").filter(from -> start.compareTo(from) < 0).isEmpty()
                && call.text("dateTo").filter(to -> start.compareTo(to) > 0).isEmpty();
    }

    private Reply session(RestCall call) {
        Instant now = agenda.now();
        String id = call.ids().get(1);
        return board.withSession(id)
                .flatMap(found -> found.sessions().stream()
                        .filter(session -> session.telephonySessionId().equals(id) && found.isLive(session, now))
                        .findFirst()
                        .map(session -> Reply.ok(TelephonyBody.status(found, session, now))))
                .orElseGet(() -> Reply.notFound("telephonySessionId"));
    }

    private record Route(String group, Function<RestCall, Reply> work) {}
}
