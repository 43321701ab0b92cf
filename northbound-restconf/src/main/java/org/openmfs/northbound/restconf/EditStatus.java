package org.openmfs.northbound.restconf;

import java.util.List;
import java.util.stream.Stream;
import org.opendaylight.netconf.databind.ErrorMessage;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.restconf.server.api.PatchStatusContext;
import org.opendaylight.restconf.server.api.PatchStatusEntity;
import org.opendaylight.restconf.server.spi.YangPatchStatusBody;
import org.openmfs.northbound.error.ServerError;
import org.openmfs.northbound.http.HttpReply;

/** What became of each edit of an ordered list (RFC 8072, section 2.3). */
final class EditStatus {
    private EditStatus() {}

    static HttpReply.Whole reply(Representation representation, PatchStatusContext status) {
        return representation.reply(status(status), new YangPatchStatusBody(plain(status)));
    }

    private static int status(PatchStatusContext status) {
        if (status.ok()) {
            return 200;
        }
        Stream<RequestError> global = status.globalErrors() == null ? Stream.of() : status.globalErrors().stream();
        Stream<RequestError> local = status.editCollection().stream()
                .filter(edit -> edit.getEditErrors() != null)
                .flatMap(edit -> edit.getEditErrors().stream());
        return Stream.concat(global, local)
                .findFirst()
                .map(error -> EngineErrors.translate(List.of(error), "")
                        .getFirst()
                        .condition()
                        .status())
                .orElse(500);
    }

    private static PatchStatusContext plain(PatchStatusContext status) {
        return new PatchStatusContext(
                status.patchId(),
                status.editCollection().stream()
                        .map(edit -> new PatchStatusEntity(edit.getEditId(), edit.isOk(), plain(edit.getEditErrors())))
                        .toList(),
                status.ok(),
                plain(status.globalErrors()));
    }

    /** The engine knows "no errors" only as null. */
    private static List<RequestError> plain(List<RequestError> errors) {
        return errors == null ? null : errors.stream().map(EditStatus::plain).toList();
    }

    private static RequestError plain(RequestError error) {
        ServerError translated = EngineErrors.translate(List.of(error), "").getFirst();
        return new RequestError(
                translated.condition().type(),
                translated.condition().tag(),
                new ErrorMessage(translated.message()),
                error.appTag(),
                error.path(),
                null);
    }
}
