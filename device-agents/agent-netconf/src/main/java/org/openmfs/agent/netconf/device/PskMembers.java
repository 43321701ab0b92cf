package org.openmfs.agent.netconf.device;

import java.nio.file.Path;
import java.util.Optional;
import org.openmfs.agent.methods.psk.TokenPlace;
import org.openmfs.agent.netconf.json.Form;
import org.openmfs.agent.netconf.json.Members;
import org.openmfs.agent.netconf.json.Reading;

/** Reads where the pre-shared keys lie: in a file, or on a PKCS #11 token. */
final class PskMembers {
    private static final String FILE = "file";
    private static final String TOKEN = "pkcs11";
    private static final Form<String> LABEL = Form.text(
            "a token's label, 1..32 printable ASCII letters",
            text -> Optional.of(text).filter(TokenPlace::isLabel));

    private final NamedFiles files;

    PskMembers(NamedFiles files) {
        this.files = files;
    }

    Reading<AgentSettings.PskPlace> read(Members psk) {
        Reading<Optional<AgentSettings.PskPlace>> token = psk.optionalObject(TOKEN, this::token);
        if (!psk.has(TOKEN)) {
            Reading<Path> file = psk.required(FILE, files.preSharedKeys());
            return psk.made(() -> new AgentSettings.PskPlace.InFile(file.get()));
        }
        if (psk.has(FILE)) {
            psk.wrong(FILE, "expected none beside " + TOKEN + ", which says where the keys are");
        }
        return psk.made(() -> token.get().orElseThrow());
    }

    private static Path module(Path file) throws Form.Refused {
        if (!TokenPlace.isModule(file)) {
            throw new Form.Refused("expected a path without '#' and '$', not " + file);
        }
        return file;
    }

    private Reading<AgentSettings.PskPlace> token(Members token) {
        Reading<Path> module = token.required("module", files.open().then(PskMembers::module));
        Reading<String> label = token.required("token", LABEL);
        Reading<Path> pin = token.required("pin-file", files.credential());
        return token.made(
                () -> new AgentSettings.PskPlace.OnToken(new TokenPlace(module.get(), label.get(), pin.get())));
    }
}
