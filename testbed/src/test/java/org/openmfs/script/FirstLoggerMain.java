package org.openmfs.script;

import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Makes the first logger of a process, as every program does sooner or later, and says who made it. */
final class FirstLoggerMain {
    private FirstLoggerMain() {}

    public static void main(String[] arguments) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        System.out.println(factory.getClass().getName());
    }
}
