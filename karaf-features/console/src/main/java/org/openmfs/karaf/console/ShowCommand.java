package org.openmfs.karaf.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.openmfs.controller.runtime.MfsController;

/** A command that shows something of the controller and changes nothing. Karaf makes one for each call. */
abstract class ShowCommand implements Action {
    private static final Gson JSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    @Reference
    private MfsController manager;

    @Reference
    private Session session;

    @Option(name = "--json", description = "JSON instead of a table")
    private boolean json;

    /** @throws IllegalArgumentException if there is no such thing; the message is for an operator */
    abstract Shown shown(MfsController known);

    @Override
    public final Object execute() {
        Shown shown = shown(manager);
        if (json) {
            session.getConsole().println(JSON.toJson(shown.values()));
        } else {
            shown.lines().forEach(session.getConsole()::println);
        }
        return null;
    }
}
