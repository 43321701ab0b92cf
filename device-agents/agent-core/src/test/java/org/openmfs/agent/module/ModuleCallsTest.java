package org.openmfs.agent.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;
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

/** Calls that go into a module and come back with what it brings. */
final class ModuleCallsTest {
    private static final MethodId WALK = new MethodId("walk");

    /** A small module: it is itself the one method that it brings. */
    private static final class AllInOne implements AgentModule, KeyExchangeMethod {
        @Override
        public String name() {
            return "m";
        }

        @Override
        public List<KeyExchangeMethod> methods(Surroundings with) {
            return List.of(this);
        }

        @Override
        public MethodDescription describe() {
            return MethodDescription.of(WALK, new Reliance(Ground.PRE_SHARED, 0, "1"), KeyLength.bits(256));
        }

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
    void a_module_may_be_the_method_that_it_brings() throws Exception {
        AgentModule module = new ModuleCalls(getClass().getClassLoader()).into(new AllInOne());

        assertThat(module.methods(null).getFirst()).isInstanceOf(KeyExchangeMethod.class);
    }

    @Test
    void what_is_got_of_one_thing_twice_is_equal_and_of_another_it_is_not() throws Exception {
        ModuleCalls calls = new ModuleCalls(getClass().getClassLoader());
        AgentModule module = calls.into(new AllInOne());

        assertThat(module.methods(null).getFirst()).isEqualTo(module).hasSameHashCodeAs(module);
        assertThat(module)
                .isNotEqualTo(calls.into(new AllInOne()))
                .isNotEqualTo(null)
                .isNotEqualTo("m");
    }

    @Test
    void a_call_runs_under_the_class_loader_of_its_module_and_gives_the_thread_back() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
            ModuleCalls calls = new ModuleCalls(own);

            assertThat(calls.under(thread::getContextClassLoader)).isSameAs(own);
            assertThat(thread.getContextClassLoader()).isSameAs(before);
            assertThatIOException()
                    .isThrownBy(() -> calls.under(() -> {
                        throw new IOException("no");
                    }));
            assertThat(thread.getContextClassLoader()).isSameAs(before);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
