package io.switchhook.ringcentral.decode;

import java.util.List;

/** One rich text of every kind, as a base for changing them at random. */
final class Samples {
    /** Digits that stand for personal data: they must not show in any complaint. */
    static final String SECRET = "2025550";

    static final List<Sample> ALL = List.of(
            sample("notification", """
                    {'uuid':'11','event':'/restapi/v1.0/account/100/extension/200/telephony/sessions',
                     'timestamp':'2026-03-04T09:15:31.482Z','subscriptionId':'sub-1','ownerId':'200',
                     'body':{'sequence':7,'sessionId':'900','telephonySessionId':'s-1','serverId':'x',
                      'eventTime':'2026-03-04T09:15:31.400Z','origin':{'type':'Call'},
                      'parties':[{'accountId':'100','extensionId':'200','id':'p-1-3','direction':'Inbound',
                       'to':{'phoneNumber':'+12025550101','name':'Sales','extensionId':'300','deviceId':'5'},
                       'from':{'phoneNumber':'+12025550102','name':'Caller 2025550'},
                       'status':{'code':'Gone','reason':'AttendedTransfer','rcc':false,
                        'peerId':{'sessionId':'901','telephonySessionId':'s-2','partyId':'p-2-1'}},
                       'queueCall':true,'park':{},'ringOutRole':'Target','muted':false},
                       {'id':'p-1-1','status':{'code':'Answered'}}]}}"""),
            sample("notification", """
                    {'timestamp':'2015-04-10T18:48:55.133+0000','uuid':'2b5b','subscriptionId':'sub-1',
                     'event':'/restapi/v1.0/account/~/extension/201/presence?detailedTelephonyState=true',
                     'body':{'telephonyStatus':'Ringing','extensionId':201,'sequence':133702,'totalActiveCalls':2,
                      'activeCalls':[{'direction':'Inbound','from':'12025550101','fromName':'Caller 2025550',
                       'telephonyStatus':'Ringing','to':'12025550102','sessionId':'900','id':'8ad4',
                       'startTime':'2026-03-04T09:15:30Z','partyId':'p-1-2','telephonySessionId':'s-1',
                       'sipData':{'toTag':'t','fromTag':'f'},'queueCall':false},
                       {'telephonyStatus':'NoCall','terminationType':'final','sessionId':901}]}}"""),
            sample("notification", """
                    {'uuid':'1','pn_apns':{'aps':{'content-available':1},'uuid':'1','timestamp':'2026-03-04T09:15:31Z',
                     'event':'/restapi/v1.0/account/100/extension/200/telephony/sessions',
                     'body':{'sequence':5,'telephonySessionId':'s-1','accountId':'100','extensionId':'200',
                      'parties':[{'id':'cs1-2','to':{'phoneNumber':'2025550'},'status':{'code':'Proceeding'}}]}}}"""),
            sample("activeCalls", """
                    {'requestedAt':1772615730000,'complete':true,'records':[{'id':'AB','sessionId':'900',
                     'uri':'https://x/restapi/v1.0/account/1/extension/201/call-log/AB','telephonySessionId':'s-1',
                     'startTime':'2026-03-04T09:15:30.000Z','direction':'Inbound','result':'In Progress',
                     'to':{'extensionNumber':'102','name':'Me'},'from':{'phoneNumber':'+12025550101'},
                     'extension':{'uri':'u','id':201},'legs':[{'reason':'Accepted','to':{'name':'x'}}]}]}"""),
            sample("callLog", """
                    {'records':[{'id':'AB','sessionId':900,'telephonySessionId':'s-1','duration':5,'durationMs':4800,
                     'startTime':'2026-03-04T09:15:30.000Z','direction':'Inbound','result':'Accepted',
                     'to':{'phoneNumber':'+12025550102'},'from':{'phoneNumber':'+12025550101'}}],'paging':{'page':1}}"""),
            sample("presence", """
                    {'uri':'https://x/restapi/v1.0/account/100/extension/201/presence','telephonyStatus':'NoCall',
                     'extension':{'uri':'https://x','id':201,'extensionNumber':'101'},'accountId':'100',
                     'activeCalls':[{'direction':'Outbound','from':'101','to':'+12025550101',
                      'telephonyStatus':'CallConnected','startTime':'2026-03-04T09:15:30.000+0000'}]}"""),
            sample("session", "{'telephonySessionId':'s-2025550','exists':false}"),
            sample("gap", "{'from':1772615730000,'to':'2026-03-04T09:16:00Z','reason':'socket 2025550'}"));

    /** A kind and a text of it. */
    record Sample(String kind, String text) {}

    private Samples() {}

    private static Sample sample(String kind, String quoted) {
        return new Sample(kind, quoted.replace('\'', '"'));
    }
}
