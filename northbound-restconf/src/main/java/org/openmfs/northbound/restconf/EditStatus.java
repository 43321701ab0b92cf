package org.openmfs.northbound.restconf;

import java.util.List;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.ErrorMessage;
import org.opendaylight.netconf.databind.ErrorPath;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.restconf.server.api.PatchStatusContext;
import org.opendaylight.restconf.server.api.PatchStatusEntity;
import org.opendaylight.restconf.server.spi.YangPatchStatusBody;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.error.ServerError;
import org.openmfs.northbound.http.HttpReply;

/**
 * What became of an ordered list of edits (RFC 8072, section 2.3).
 *
 * @param patchId as the client calls the list
 */
record EditStatus(String patchId, DatabindContext databind) {
    HttpReply.Whole done(Representation representation) {
        return representation.reply(
                200, new YangPatchStatusBody(new PatchStatusContext(patchId, List.of(), true, null)));
    }

    /** One could not be made, and so none was. */
    HttpReply.Whole refused(
            Representation representation, String editId, YangInstanceIdentifier place, RefusedException why) {
        List<RequestError> errors =
                why.errors().stream().map(error -> error(error, place)).toList();
        PatchStatusContext status =
                new PatchStatusContext(patchId, List.of(new PatchStatusEntity(editId, false, errors)), false, null);
        int code = why.errors().getFirst().condition().status();
        return representation.reply(code, new YangPatchStatusBody(status));
    }

    private RequestError error(ServerError error, YangInstanceIdentifier place) {
        return new RequestError(
                error.condition().type(),
                error.condition().tag(),
                new ErrorMessage(error.message()),
                error.appTag().isEmpty() ? null : error.appTag(),
                place.isEmpty() ? null : new ErrorPath(databind, place),
                null);
    }
}
