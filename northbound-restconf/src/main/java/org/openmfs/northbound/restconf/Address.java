package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.netconf.databind.RequestException;
import org.opendaylight.restconf.api.ApiPath;
import org.opendaylight.restconf.api.ApiPath.ListInstance;
import org.opendaylight.restconf.api.ApiPath.Step;
import org.opendaylight.restconf.server.spi.ApiPathCanonizer;
import org.opendaylight.restconf.server.spi.ApiPathNormalizer;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.openmfs.northbound.check.ServedModules;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.PlainWords;
import org.openmfs.northbound.error.RefusedException;

/** The part of an address that names a node of the model (RFC 8040, section 3.5.3). */
final class Address {
    private static final String UNRESERVED = "-._~";

    private Address() {}

    /** @param path as written, percent-encoded, without a leading slash */
    static ApiPath parse(String path) throws RefusedException {
        String written = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (path.startsWith("/")) {
            throw new RefusedException(Condition.INVALID_VALUE, "The address has an empty name in it.");
        }
        ApiPath parsed;
        try {
            parsed = ApiPath.parse(written);
        } catch (ParseException | IllegalArgumentException e) {
            throw new RefusedException(Condition.INVALID_VALUE, "The address is not a path of the model.");
        }
        if (!parsed.isEmpty()
                && ServedModules.isOfDevices(
                        String.valueOf(parsed.steps().getFirst().module()))) {
            throw new RefusedException(
                    Condition.NO_SUCH_RESOURCE,
                    "What module " + parsed.steps().getFirst().module() + " has is at devices, and not here.");
        }
        for (Step step : parsed.steps()) {
            if (step instanceof ListInstance entry && entry.keyValues().stream().anyMatch(Address::hasControls)) {
                throw new RefusedException(Condition.INVALID_VALUE, "A key can't hold control characters.");
            }
        }
        return parsed;
    }

    private static boolean hasControls(String value) {
        return value.chars().anyMatch(Character::isISOControl)
                || !PlainWords.printable(value).equals(value);
    }

    static boolean isMounted(ApiPath path) {
        return path.indexOf("yang-ext", "mount") >= 0;
    }

    static DatabindPath resolve(DatabindContext databind, ApiPath path) throws RefusedException {
        try {
            return new ApiPathNormalizer(databind).normalizePath(path);
        } catch (RequestException e) {
            throw refusal(e.errors().getFirst(), unknownStep(databind, path));
        }
    }

    static DatabindPath.Rpc resolveRpc(DatabindContext databind, ApiPath path) throws RefusedException {
        try {
            return new ApiPathNormalizer(databind).normalizeRpcPath(path);
        } catch (RequestException e) {
            throw refusal(e.errors().getFirst());
        }
    }

    /** A node below another, as an edit names its target. */
    static Data below(DatabindContext databind, ApiPath path, String relative) throws RefusedException {
        List<Step> steps = new ArrayList<>(path.steps());
        steps.addAll(parse(relative.startsWith("/") ? relative.substring(1) : relative)
                .steps());
        DatabindPath target = steps.isEmpty() ? new Data(databind) : resolve(databind, ApiPath.of(List.copyOf(steps)));
        if (target instanceof Data data) {
            return data;
        }
        throw new RefusedException(Condition.INVALID_VALUE, "The target of an edit is no data.");
    }

    /** The address of a node. */
    static ApiPath of(DatabindContext databind, YangInstanceIdentifier path) throws RefusedException {
        try {
            return new ApiPathCanonizer(databind).dataToApiPath(path);
        } catch (RequestException e) {
            throw refusal(e.errors().getFirst());
        }
    }

    /** Says the first step of a path that the models do not know; empty if that can't be told. */
    private static String unknownStep(DatabindContext databind, ApiPath path) {
        for (int length = 1; length <= path.steps().size(); length++) {
            try {
                new ApiPathNormalizer(databind).normalizePath(path.subPath(0, length));
            } catch (RequestException e) {
                Step step = path.steps().get(length - 1);
                String module = step.module() == null ? "" : step.module() + ":";
                return ": they know no '" + module + step.identifier().getLocalName() + "' there";
            }
        }
        return "";
    }

    private static RefusedException refusal(RequestError error) {
        return refusal(error, "");
    }

    /** @param unknown what the models do not know, if that is it */
    private static RefusedException refusal(RequestError error, String unknown) {
        ErrorTag tag = error.tag();
        if (tag.equals(ErrorTag.DATA_MISSING) || tag.equals(ErrorTag.UNKNOWN_ELEMENT)) {
            return new RefusedException(
                    Condition.NO_SUCH_RESOURCE, "The models have nothing at this address" + unknown + ".");
        }
        if (tag.equals(ErrorTag.MALFORMED_MESSAGE)) {
            return new RefusedException(Condition.INVALID_VALUE, "The first name of the path must say its module.");
        }
        if (tag.equals(ErrorTag.INVALID_VALUE)) {
            return new RefusedException(Condition.INVALID_VALUE, "A key in the address is no value of its type.");
        }
        return new RefusedException(Condition.INVALID_VALUE, "A list in the address has too few or too many keys.");
    }

    /** Writes a path as an address. */
    static String format(ApiPath path) {
        StringBuilder text = new StringBuilder();
        for (Step step : path.steps()) {
            if (!text.isEmpty()) {
                text.append('/');
            }
            if (step.module() != null) {
                text.append(step.module()).append(':');
            }
            text.append(step.identifier().getLocalName());
            if (step instanceof ListInstance entry) {
                char separator = '=';
                for (String value : entry.keyValues()) {
                    text.append(separator).append(encode(value));
                    separator = ',';
                }
            }
        }
        return text.toString();
    }

    private static String encode(String value) {
        StringBuilder text = new StringBuilder();
        for (byte octet : value.getBytes(UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(String.format("%02X", octet & 0xff));
            }
        }
        return text.toString();
    }
}
