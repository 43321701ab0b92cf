package org.openmfs.southbound.netconf.fake;

import java.time.Instant;
import java.util.stream.Collectors;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.KeyInformation;
import org.w3c.dom.Element;

/** What the fake device says, as text: with other prefixes and more white space than the code under test would use. */
final class Replies {
    static final String OK = "<nc:ok/>";

    private Replies() {}

    static String reply(Element rpc, String content) {
        return "<?xml version='1.0' encoding='UTF-8'?>\n"
                + "<nc:rpc-reply xmlns:nc='urn:ietf:params:xml:ns:netconf:base:1.0' message-id='"
                + rpc.getAttribute("message-id") + "'>\n  " + content + "\n</nc:rpc-reply>";
    }

    /** An entry of RFC 6022. */
    static String session(int number, String user, Instant since) {
        return "<session>" + leaf("session-id", number) + "<transport>netconf-ssh</transport>" + leaf("username", user)
                + leaf("login-time", since) + "</session>";
    }

    static String data(String agent) {
        return "<nc:data>\n" + agent + "\n</nc:data>";
    }

    static String error(String tag, String message, int holder) {
        String info = "lock-denied".equals(tag)
                ? "<nc:error-info><nc:session-id>" + holder + "</nc:session-id></nc:error-info>"
                : "";
        return "<nc:rpc-error><nc:error-type>application</nc:error-type><nc:error-tag>" + tag
                + "</nc:error-tag><nc:error-severity>error</nc:error-severity>"
                + "<nc:error-path>/a:agent/a:association[a:id='blue']/a:enc-dec</nc:error-path>"
                + "<nc:error-message xml:lang='en'>" + message + "</nc:error-message>" + info + "</nc:rpc-error>";
    }

    static String withState(Element running, String cf, String vendorNodes) {
        Element agent = (Element) running.cloneNode(true);
        Element state = Dom.parse("""
                <state xmlns="urn:openmfs:yang:mfs-agent" xmlns:t="urn:openmfs:yang:mfs-types" xmlns:v="urn:example:vendor">
                  <cf>%s</cf>
                  <version>1</version>
                  <peer-host>127.0.0.1</peer-host>
                  <peer-port>7000</peer-port>
                  <method><id>ml-kem-1024</id><ground>structured-lattice</ground><category>5</category></method>
                  <method><id>qkd-014</id><ground>quantum-channel</ground></method>
                  <method><id>mirrors</id><ground>smoke</ground><v:cost>7</v:cost></method>
                  <enc-dec><name>macsec0</name><kind>macsec-simulated</kind></enc-dec>
                  %s
                </state>""".formatted(cf, vendorNodes));
        agent.appendChild(agent.getOwnerDocument().importNode(state, true));
        return Dom.text(agent);
    }

    static String notification(String event) {
        return "<notification xmlns='urn:ietf:params:xml:ns:netconf:notification:1.0'>"
                + "<eventTime>2026-11-23T10:00:00Z</eventTime>" + event + "</notification>";
    }

    static String event(AssociationStatus status) {
        return "<association-changed xmlns='urn:openmfs:yang:mfs-agent'>"
                + leaf("association", status.id())
                + leaf("phase", status.phase().name().toLowerCase(java.util.Locale.ROOT))
                + status.suite().map(suite -> leaf("suite", suite)).orElse("")
                + status.key().map(key -> leaf("key-id", key)).orElse("")
                + leaf("stock", status.stock())
                + leaf("rekeys", status.rekeys())
                + status.lastRekey().map(at -> leaf("last-rekey", at)).orElse("")
                + "</association-changed>";
    }

    static String event(KeyInformation key) {
        String origins = key.origins().stream().sorted().map(Replies::origin).collect(Collectors.joining());
        return "<key-changed xmlns='urn:openmfs:yang:mfs-agent'>"
                + leaf("id", key.id())
                + leaf("association", key.association())
                + leaf("state", key.state())
                + origins
                + key.encDec().map(name -> leaf("enc-dec", name)).orElse("")
                + key.times().made().map(at -> leaf("made", at)).orElse("")
                + "</key-changed>";
    }

    private static String origin(KeyInformation.Origin origin) {
        String external = origin.externalId().isEmpty() ? "" : leaf("external-id", origin.externalId());
        return "<origin>" + leaf("method", origin.method()) + external + "</origin>";
    }

    static String alarm(AssociationId association, String reason, String text) {
        return "<alarm xmlns='urn:openmfs:yang:mfs-agent'>"
                + leaf("association", association)
                + "<reason>" + reason + "</reason>"
                + leaf("text", text)
                + "</alarm>";
    }

    private static String leaf(String name, Object value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }
}
