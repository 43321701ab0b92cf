package org.openmfs.agent.netconf.device;

import java.util.Optional;
import org.openmfs.agent.machine.Associations;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.methods.psk.PskLook;
import org.openmfs.agent.methods.qkd014.Qkd014;

/** Looks at the files that methods stand on, and tells associations what changed: a mended one is tried at once. */
final class MethodFiles {
    private final Parts parts;
    private final Associations associations;

    MethodFiles(Parts parts, Associations associations) {
        this.parts = parts;
        this.associations = associations;
    }

    void lookAtKmeCredentials() {
        parts.kme().filter(Qkd014::look).ifPresent(mended -> tell(mended, Optional.empty()));
    }

    void lookAtPreSharedKeys() {
        parts.psk().ifPresent(psk -> {
            switch (psk.look()) {
                case PskLook.Same same -> {}
                case PskLook.Usable usable -> tell(psk, Optional.empty());
                case PskLook.Unusable unusable -> tell(psk, Optional.of(unusable.why()));
            }
        });
    }

    private void tell(KeyExchangeMethod method, Optional<String> trouble) {
        associations.methodChanged(method.describe().id(), trouble);
    }
}
