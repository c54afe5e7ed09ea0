package io.switchhook.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All the calls that can be played. Pauses below a second and the order of states are those of the recordings
 * (protocol.md 4.3.2); longer ones are what people do and are varied by the seed.
 */
final class ScriptBook {
    private static final String TEXT = """
            script missed inbound missed -
            party 1.1 -     Outbound outside   dA>A
            party 1.2 A     Inbound  outside   dA>A
                0 1.1 Setup        -
               24 1.2 Setup        -
              119 1.1 Answered     -
               30 1.2 Proceeding   Ringing
            20000 1.1 Disconnected -
                4 1.2 Disconnected NoCall

            script answered inbound answered 1.2
            party 1.1 -     Outbound outside   dA>A
            party 1.2 A     Inbound  outside   dA>A
                0 1.1 Setup        -
               24 1.2 Setup        -
              119 1.1 Answered     -
               30 1.2 Proceeding   Ringing
             7000 1.2 Answered     CallConnected
            15000 1.2 Disconnected NoCall
                4 1.1 Disconnected -

            script held inbound answered 1.2 recording=yes
            party 1.1 -     Outbound outside   dA>A
            party 1.2 A     Inbound  outside   dA>A
                0 1.1 Setup        -
               24 1.2 Setup        -
              119 1.1 Answered     -
               30 1.2 Proceeding   Ringing
             6000 1.2 Answered     CallConnected
             5000 1.2 Hold         OnHold
             4000 1.2 Answered     CallConnected
             8000 1.2 Disconnected NoCall
                4 1.1 Disconnected -

            script outbound outbound answered 1.2 recording=short
            party 1.1 A     Outbound dA>A      outside
            party 1.2 -     Inbound  dA>A      outside
                0 1.1 Setup        Ringing
               36 1.2 Proceeding   -
             3500 1.1 Proceeding   -
             3700 1.2 Answered     -
               28 1.1 Answered     CallConnected
            16000 1.1 Disconnected NoCall
               14 1.2 Disconnected -

            script outbound-canceled outbound canceled -
            party 1.1 A     Outbound dA>A      outside
            party 1.2 -     Inbound  dA>A      outside
                0 1.1 Setup        Ringing
               36 1.2 Proceeding   -
             3500 1.1 Proceeding   -
             8000 1.1 Disconnected NoCall
               14 1.2 Disconnected -

            script internal internal answered 1.2
            party 1.1 A     Outbound dA>A      sB>B
            party 1.2 B     Inbound  sA>A      sB>B
                0 1.1 Setup        Ringing
               19 1.2 Setup        -
               39 1.1 Answered     -
               22 1.2 Proceeding   Ringing
             6700 1.2 Answered     CallConnected
               30 1.1 -            CallConnected
            13000 1.1 Disconnected NoCall
               10 1.2 Disconnected NoCall

            script ivr inbound answered 1.3
            party 1.1 -     Outbound outside   main>ivr
            party 1.2 ivr   Inbound  outside   main>ivr
            party 1.3 A     Inbound  outside   main>A
                0 1.1 Setup        -
               24 1.2 Setup        -
              119 1.1 Answered     -
             8500 1.2 Disconnected -
                0 1.3 Setup        -
               29 1.3 Proceeding   Ringing
             7300 1.3 Answered     CallConnected
            12000 1.3 Disconnected NoCall
                4 1.1 Disconnected -

            script ring-group inbound answered 1.4
            party 1.1 -     Outbound outside   main>queue
            party 1.2 queue Inbound  outside   main>queue
            party 1.3 A     Inbound  outside   main>queue
            party 1.4 B     Inbound  outside   main>queue
                0 1.1 Setup        -
               24 1.2 Setup        -
              119 1.1 Answered     -
               60 1.3 Proceeding   Ringing
                3 1.4 Proceeding   Ringing
             6000 1.4 Answered     CallConnected
               12 1.3 Disconnected:AgentAnswered NoCall
                2 1.2 Disconnected -
            14000 1.4 Disconnected NoCall
                4 1.1 Disconnected -

            script ringout outbound answered 1.2 origin=RingOut
            party 1.1 A     Outbound dA>A      outside   Initiator
            party 1.2 -     Inbound  dA>A      outside   Target
            party 2.1 A     Inbound  outside   dA>A      Initiator
                0 1.1 Proceeding   Ringing
                8 2.1 Proceeding   Ringing
             6000 2.1 Answered     CallConnected
               11 1.1 Answered     CallConnected
               70 1.2 Proceeding   -
             7000 1.2 Answered     -
            14000 1.2 Disconnected -
                9 1.1 Disconnected NoCall
               12 2.1 Disconnected NoCall

            script ringout-unanswered outbound missed - origin=RingOut
            party 1.1 A     Outbound dA>A      outside   Initiator
            party 1.2 -     Inbound  dA>A      outside   Target
            party 2.1 A     Inbound  outside   dA>A      Initiator
                0 1.1 Proceeding   Ringing
                8 2.1 Proceeding   Ringing
             6000 2.1 Answered     CallConnected
               11 1.1 Answered     CallConnected
               70 1.2 Proceeding   -
            20000 1.2 Disconnected:NoAnswer -
                9 1.1 Disconnected NoCall
               12 2.1 Disconnected NoCall

            script transitional-nocall inbound answered 1.2
            party 1.1 -     Outbound outside   dA>A
            party 1.2 A     Inbound  outside   dA>A
                0 1.1 Setup        -
               24 1.2 Setup        -
              119 1.1 Answered     -
               30 1.2 Proceeding   Ringing
             4000 1.2 -            NoCall?
              800 1.2 -            Ringing
             3000 1.2 -            NoCall?
              200 1.2 Answered     CallConnected
            12000 1.2 Disconnected NoCall
                4 1.1 Disconnected -

            script two-calls inbound answered 1.2 steady=yes next=two-calls-second@10000
            party 1.1 -     Outbound outside   dA>A
            party 1.2 A     Inbound  outside   dA>A
                0 1.1 Setup        -
               24 1.2 Setup        -
              119 1.1 Answered     -
               30 1.2 Proceeding   Ringing
             5000 1.2 Answered     CallConnected
             8000 1.2 Hold         OnHold
            14000 1.2 Answered     CallConnected
             6000 1.2 Disconnected NoCall
                4 1.1 Disconnected -

            script two-calls-second inbound answered 1.2 steady=yes
            party 1.1 -     Outbound outside   dA>A
            party 1.2 A     Inbound  outside   dA>A
                0 1.1 Setup        -
               24 1.2 Setup        -
              119 1.1 Answered     -
               30 1.2 Proceeding   Ringing
             4000 1.2 Answered     CallConnected
            10000 1.2 Disconnected NoCall
                4 1.1 Disconnected -

            script voicemail inbound voicemail -
            party 1.1 -     Outbound outside   dA>A
            party 1.2 A     Inbound  outside   dA>A
                0 1.1 Setup        -
               24 1.2 Setup        -
              119 1.1 Answered     -
               30 1.2 Proceeding   Ringing
            20000 1.2 VoiceMail    NoCall
            18000 1.1 Disconnected -
                6 1.2 Disconnected -
            """;

    private static final Map<String, Script> SCRIPTS = Script.parse(TEXT);

    private ScriptBook() {}

    static Script script(String name) {
        Script script = SCRIPTS.get(name);
        if (script == null) {
            throw new IllegalArgumentException("Expected one of " + names() + ", but the script is " + name);
        }
        return script;
    }

    /** The scripts that one can ask for. */
    static List<String> names() {
        Map<String, Script> offered = new LinkedHashMap<>(SCRIPTS);
        SCRIPTS.values().forEach(script -> script.next().ifPresent(next -> offered.remove(next.script())));
        return List.copyOf(offered.keySet());
    }

    /** The scripts of a scenario: {@code all}, or names separated by commas. */
    static List<String> scenario(String scenario) {
        if (scenario.equals("all")) {
            return names();
        }
        List<String> chosen =
                List.of(scenario.split(",", -1)).stream().map(String::strip).toList();
        chosen.forEach(ScriptBook::script);
        return chosen;
    }
}
