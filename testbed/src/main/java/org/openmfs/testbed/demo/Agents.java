package org.openmfs.testbed.demo;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.util.List;

/** Where the two agents run, and the traffic that their Enc/Decs protect. */
interface Agents extends AutoCloseable {
    /** The two ends. */
    List<Site> sites();

    /** The address at which agents reach the outside world. */
    String outsideAddress();

    /** The member {@code enc-decs} of a site's agent file. */
    JsonArray encDecs(Site site);

    /** The identity of the kind of Enc/Dec. */
    String encDecKind();

    /** Starts both agents; their files are written. */
    void start() throws IOException;

    /** Whether both agents answer, and with which host key. */
    boolean ready() throws IOException;

    String hostKey(Site site) throws IOException;

    /** Sends numbered datagrams both ways once each end hears the other, until told to stop. */
    void startTraffic() throws IOException;

    /** Datagrams that have arrived, both ways. */
    long arrived() throws IOException;

    /** Datagrams that have not come although later ones have, both ways. */
    long missing() throws IOException;

    /** Stops the traffic and counts what was lost, both ways. */
    long stopTrafficAndCountLost() throws IOException, InterruptedException;

    /** Cuts the first site off from manager, KME and peer, or joins it again; false where that cannot be done. */
    boolean cutOff(boolean cut) throws IOException, InterruptedException;

    /** The key that each site sends under, as its Enc/Dec says; empty where Enc/Decs cannot be asked. */
    List<String> keysInUse() throws IOException, InterruptedException;

    /** Whether both ends send under the same key and accept another one already; for kernels, as they say. */
    boolean acceptNext() throws IOException, InterruptedException;

    /** Whether an Enc/Dec still holds a key; for kernels, as the kernel says. */
    boolean holdsKeys() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
