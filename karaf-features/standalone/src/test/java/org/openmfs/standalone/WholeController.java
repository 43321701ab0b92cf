package org.openmfs.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The whole controller on a folder of its own, and a client of its RESTCONF. */
final class WholeController implements AutoCloseable {
    static final String DATA = "/restconf/data";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Controller controller;
    private final String administrator;

    WholeController(Path data) throws IOException {
        InetSocketAddress http = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        controller = Controller.start(new ControllerOptions(data, http, Optional.empty(), Optional.empty()));
        administrator = "admin:" + Files.readString(controller.administratorPasswordFile());
    }

    /** @param path below the datastore, beginning with a slash; empty for all of it */
    NorthSide.Reply send(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, NorthSide.JSON, body);
    }

    NorthSide.Reply send(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        return send(request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", contentType));
    }

    /** @param path from the root of the server */
    NorthSide.Reply sendTo(String method, String path, String body) throws IOException, InterruptedException {
        return sendTo(method, path, NorthSide.JSON, body);
    }

    /** @param path from the root of the server */
    NorthSide.Reply sendTo(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(controller.restconf().resolve(path))
                .header("Authorization", NorthSide.authorization(administrator))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", contentType));
    }

    /** @param path from the root of the server */
    NorthSide.Reply readAt(String path, String mediaType) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(controller.restconf().resolve(path))
                .header("Authorization", NorthSide.authorization(administrator))
                .header("Accept", mediaType));
    }

    /** What somebody gets who says not who he is. */
    NorthSide.Reply stranger(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(controller.restconf().resolve(path)));
    }

    NorthSide.Reply read(String path, String mediaType) throws IOException, InterruptedException {
        return send(request(path).header("Accept", mediaType));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(controller.restconf().resolve(DATA + path))
                .header("Authorization", NorthSide.authorization(administrator));
    }

    private NorthSide.Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new NorthSide.Reply(response.statusCode(), response);
    }

    String configuration() throws IOException, InterruptedException {
        return send("GET", "?content=config", "").body();
    }

    @Override
    public void close() {
        client.close();
        controller.close();
    }
}
