package io.switchhook.bench;

/** How much a generated notification says. */
enum Form {
    /** As recorded: the members of the account-wide recordings of June 2020 (protocol.md 4.3.2), about 760 bytes. */
    FULL("""
            {"uuid":"%UUID%","event":"/restapi/v1.0/account/809646016/extension/%EXT%/telephony/sessions",\
            "timestamp":"%SENT%","subscriptionId":"2461434a-276a-4073-bd26-34089effbad5","ownerId":"809646016",\
            "body":{"sequence":%SEQ%,"sessionId":"%OLD%","telephonySessionId":"s-%HEX%",\
            "serverId":"10.13.20.241.TAM","eventTime":"%AT%","parties":[{"accountId":"809646016",%OWNER%\
            "id":"p-%HEX%-%PARTY%","direction":"%WAY%",\
            "to":{"phoneNumber":"%TO%","name":"Sales Desk","extensionId":"%EXT%"},\
            "from":{"phoneNumber":"%FROM%","name":"WIRELESS CALLER"},"status":{"code":"%CODE%","rcc":false},\
            "park":{},"missedCall":false,"standAlone":false,"muted":false}],"origin":{"type":"Call"}}}"""),
    /** Only what the rules need and every recording has: about 450 bytes, so that 4.5 million are 2 GB. */
    LEAN("""
            {"uuid":"%UUID%","event":"/restapi/v1.0/account/809646016/extension/%EXT%/telephony/sessions",\
            "timestamp":"%SENT%","body":{"sequence":%SEQ%,"sessionId":"%OLD%","telephonySessionId":"s-%HEX%",\
            "eventTime":"%AT%","parties":[{%OWNER%"id":"p-%HEX%-%PARTY%","direction":"%WAY%",\
            "to":{"phoneNumber":"%TO%"},"from":{"phoneNumber":"%FROM%"},"status":{"code":"%CODE%"}}]}}""");

    final String template;

    Form(String template) {
        this.template = template;
    }
}
