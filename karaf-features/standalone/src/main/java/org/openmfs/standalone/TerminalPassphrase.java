package org.openmfs.standalone;

import java.io.Console;
import java.io.IOException;
import java.util.Arrays;
import org.openmfs.northbound.backup.Passphrase;
import org.openmfs.northbound.backup.PassphraseFile;

/**
 * Asks for the passphrase at the terminal, unseen.
 *
 * @param twice whether it is new, so that a slip of the finger would seal for ever
 */
record TerminalPassphrase(boolean twice) implements Passphrase {
    @Override
    public char[] ask() throws IOException {
        Console terminal = System.console();
        if (terminal == null) {
            throw new IOException("there are passwords, and no terminal to ask for the passphrase: --passphrase-file");
        }
        char[] passphrase = answer(terminal, "passphrase: ");
        if (passphrase.length < PassphraseFile.SHORTEST) {
            throw new IOException("a passphrase of at least " + PassphraseFile.SHORTEST + " characters was expected");
        }
        if (twice && !Arrays.equals(passphrase, answer(terminal, "the same again: "))) {
            throw new IOException("the two passphrases differ");
        }
        return passphrase;
    }

    private static char[] answer(Console terminal, String prompt) throws IOException {
        char[] typed = terminal.readPassword("%s", prompt);
        if (typed == null) {
            throw new IOException("a passphrase was expected");
        }
        return typed;
    }
}
