package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.datastore.ConfigTree;
import org.openmfs.agent.netconf.datastore.Datastore;
import org.openmfs.agent.netconf.datastore.Datastores;
import org.openmfs.agent.netconf.datastore.EditOperation;
import org.openmfs.agent.netconf.datastore.XmlEdit;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.openmfs.agent.netconf.xml.ModelReader;
import org.w3c.dom.Element;

/** What changes or checks the candidate, and who may: RFC 6241 sections 7.2 to 7.6, 8.3.4.2 and 8.6.4.1. */
final class EditOperations {
    private final Datastores datastores;
    private final ModelReader reader;

    EditOperations(Datastores datastores, ModelReader reader) {
        this.datastores = requireNonNull(datastores);
        this.reader = requireNonNull(reader);
    }

    Map<OperationName, Operation> byName() {
        return Map.of(
                OperationName.base("edit-config"), this::edit,
                OperationName.base("copy-config"), this::copy,
                OperationName.base("discard-changes"), this::discard,
                OperationName.base("validate"), this::validate,
                OperationName.base("lock"), this::lock,
                OperationName.base("unlock"), this::unlock);
    }

    private void edit(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("target", "default-operation", "test-option", "error-option", "config", "url"));
        requireCandidate(request);
        var operation = EditOperation.ofDefault(
                Elements.text(request, "default-operation").orElse("merge"));
        requireOption(request, "error-option", Set.of("stop-on-error", "continue-on-error", "rollback-on-error"));
        requireOption(request, "test-option", Set.of("test-then-set", "set", "test-only"));
        var edit = new XmlEdit(reader, Elements.required(request, "config"), operation);
        switch (Elements.text(request, "test-option").orElse("set")) {
            case "test-only" -> datastores.validate(preview(edit));
            case "test-then-set" -> {
                datastores.validate(preview(edit));
                datastores.edit(caller.session(), edit);
            }
            default -> datastores.edit(caller.session(), edit);
        }
        Operation.ok(reply);
    }

    private void copy(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("target", "source"));
        requireCandidate(request);
        var source = Elements.only(Elements.required(request, "source"));
        datastores.replace(caller.session(), configuration(source));
        Operation.ok(reply);
    }

    private void discard(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of());
        datastores.discard(caller.session());
        Operation.ok(reply);
    }

    private void validate(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("source"));
        datastores.validate(configuration(Elements.only(Elements.required(request, "source"))));
        Operation.ok(reply);
    }

    private void lock(Caller caller, Element request, Element reply) throws RequestRefused {
        datastores.lock(caller.session(), target(request));
        Operation.ok(reply);
    }

    private void unlock(Caller caller, Element request, Element reply) throws RequestRefused {
        datastores.unlock(caller.session(), target(request));
        Operation.ok(reply);
    }

    private Configuration configuration(Element source) throws RequestRefused {
        if (source.getLocalName().equals("config") && Elements.BASE.equals(source.getNamespaceURI())) {
            return datastores.preview(Configuration.EMPTY, new XmlEdit(reader, source, EditOperation.MERGE));
        }
        return datastores.read(ReadOperations.datastore(source));
    }

    private Configuration preview(ConfigTree.Edit edit) throws RequestRefused {
        return datastores.preview(datastores.read(Datastore.CANDIDATE), edit);
    }

    private static Datastore target(Element request) throws RequestRefused {
        Elements.allow(request, Set.of("target"));
        return ReadOperations.datastore(Elements.only(Elements.required(request, "target")));
    }

    private static void requireCandidate(Element request) throws RequestRefused {
        var target = Elements.only(Elements.required(request, "target"));
        if (ReadOperations.datastore(target) != Datastore.CANDIDATE) {
            throw RequestRefused.ofProtocol(
                    ErrorTag.OPERATION_NOT_SUPPORTED, "Only the candidate can be written; a commit makes it running");
        }
    }

    private static void requireOption(Element request, String name, Set<String> values) throws RequestRefused {
        var value = Elements.text(request, name);
        if (value.isPresent() && !values.contains(value.get())) {
            throw RequestRefused.ofProtocol(ErrorTag.INVALID_VALUE, "'" + value.get() + "' is no " + name)
                    .info("bad-element", name);
        }
    }
}
