package org.openmfs.karaf.console;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Problem;
import org.openmfs.actions.port.Restconf;
import org.openmfs.actions.show.Json;
import org.openmfs.actions.show.Rendering;
import org.openmfs.actions.show.Tables;
import org.openmfs.northbound.http.InnerCalls;

/** A command that carries out an action, without colours. Karaf makes one for each call. */
abstract class Verb implements Action {
    @Reference
    private InnerCalls controller;

    @Reference
    private Session session;

    @Option(name = "--json", description = "JSON instead of tables and lines")
    private boolean json;

    /** Carries it out and prints what it comes to. */
    abstract void act(Restconf restconf) throws ActionFailure, InterruptedException;

    /** @throws CommandException of Karaf, which prints it and ends with a status that is not zero */
    @Override
    public final Object execute() throws CommandException, InterruptedException {
        try {
            act(new LocalRestconf(controller, Asker.of(session)));
        } catch (ActionFailure refused) {
            Problem problem = refused.problem();
            throw new CommandException(String.join("\n", rendering().of(problem)), problem.text());
        }
        return null;
    }

    /** In tables, unless JSON is wanted. */
    Rendering rendering() {
        return rendering(new Tables(false));
    }

    final Rendering rendering(Tables tables) {
        return json ? new Json() : tables;
    }

    final Session session() {
        return session;
    }

    /** Whether somebody may have read it. */
    final boolean print(List<String> lines) {
        PrintStream console = session.getConsole();
        lines.forEach(console::println);
        return !console.checkError();
    }

    /** Karaf would refuse what is not given in words and colours of its own. */
    static String required(String argument, String given, String expected) throws ActionFailure {
        if (given == null) {
            throw new ActionFailure(new Problem.WrongArgument(argument, "", expected));
        }
        return given;
    }
}
