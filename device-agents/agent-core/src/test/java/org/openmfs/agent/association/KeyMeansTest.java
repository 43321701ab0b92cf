package org.openmfs.agent.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodDescription;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Reliance;
import org.openmfs.agent.method.ResponderExchange;

/** What is told of the means by which keys are made. */
final class KeyMeansTest {
    /** A method that says of itself what it is told. */
    private record Told(MethodDescription describe) implements KeyExchangeMethod {
        @Override
        public InitiatorExchange initiate(ExchangeContext context) throws MethodFailure {
            throw new MethodFailure(MethodFailure.Reason.REFUSED, "no");
        }

        @Override
        public ResponderExchange respond(ExchangeContext context, MethodMessage offer) throws MethodFailure {
            throw new MethodFailure(MethodFailure.Reason.REFUSED, "no");
        }
    }

    @Test
    void what_each_method_says_of_itself_is_told_on() {
        KeyExchangeMethod one = method("psk-hmac", Ground.PRE_SHARED);
        KeyExchangeMethod other = method("qkd-014", Ground.QUANTUM_CHANNEL);
        KeyMeans means =
                KeyMeans.of(Map.of(one.describe().id(), one, other.describe().id(), other), new HmacSha384Extract());

        assertThat(means.descriptions()).containsExactlyInAnyOrder(one.describe(), other.describe());
    }

    private static KeyExchangeMethod method(String name, Ground ground) {
        return new Told(MethodDescription.of(new MethodId(name), new Reliance(ground, 5, "1"), KeyLength.bits(256)));
    }
}
