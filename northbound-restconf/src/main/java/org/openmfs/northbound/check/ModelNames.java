package org.openmfs.northbound.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.stmt.ModuleEffectiveStatement;
import org.openmfs.northbound.check.BodyNode.JsonName;
import org.openmfs.northbound.check.BodyNode.Name;
import org.openmfs.northbound.check.BodyNode.XmlName;

/** From names as they are written to names of the model, and back to the form of an error's path. */
final class ModelNames {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final EffectiveModelContext models;

    ModelNames(EffectiveModelContext models) {
        this.models = models;
    }

    /** How a written name reads in the model. */
    sealed interface Reading {
        record Known(QName name) implements Reading {}

        /** No module of that name or namespace. */
        record UnknownModule() implements Reading {}

        /** Not an identifier of YANG. */
        record NoName() implements Reading {}

        /** No module is named, where one must be. */
        record Unqualified() implements Reading {}
    }

    /** @param parent module of the node around it; empty at the top */
    Reading read(Name name, Optional<QNameModule> parent) {
        return switch (name) {
            case JsonName(String module, String local)
            when module.isEmpty() ->
                parent.<Reading>map(around -> known(around, local)).orElseGet(Reading.Unqualified::new);
            case JsonName(String module, String local) -> read(models.findModuleStatements(module), local);
            case XmlName(String namespace, String local) when namespace.isEmpty() -> new Reading.Unqualified();
            case XmlName(String namespace, String local) ->
                read(
                        models.getModuleStatements().values().stream()
                                .filter(module -> module.localQNameModule()
                                        .namespace()
                                        .toString()
                                        .equals(namespace))
                                .toList(),
                        local);
        };
    }

    private static Reading read(Collection<ModuleEffectiveStatement> modules, String local) {
        return modules.stream()
                .filter(module -> !ServedModules.isOfDevices(module.argument().getLocalName()))
                .findFirst()
                .map(module -> known(module.localQNameModule(), local))
                .orElseGet(Reading.UnknownModule::new);
    }

    private static Reading known(QNameModule module, String local) {
        return isIdentifier(local) ? new Reading.Known(QName.create(module, local)) : new Reading.NoName();
    }

    /** RFC 7950, section 6.2. */
    private static boolean isIdentifier(String local) {
        return IDENTIFIER.matcher(local).matches();
    }

    /** A path with one more name on it, qualified where the module changes. */
    String child(String path, Optional<QNameModule> parent, QName name) {
        boolean same = parent.filter(name.getModule()::equals).isPresent();
        return path + "/" + (same ? "" : moduleName(name.getModule()) + ":") + name.getLocalName();
    }

    String moduleName(QNameModule module) {
        return models.findModuleStatement(module)
                .map(statement -> statement.argument().getLocalName())
                .orElse("unknown");
    }

    /** A list entry's path: {@code /list[key='value']}; control characters show as question marks. */
    static String entry(String path, List<QName> keys, List<String> values) {
        StringBuilder entry = new StringBuilder(path);
        for (int i = 0; i < keys.size(); i++) {
            String value = values.get(i).replaceAll("\\p{Cntrl}", "?");
            char quote = value.indexOf('\'') < 0 ? '\'' : '"';
            entry.append('[').append(keys.get(i).getLocalName()).append('=');
            entry.append(quote).append(value).append(quote).append(']');
        }
        return entry.toString();
    }
}
