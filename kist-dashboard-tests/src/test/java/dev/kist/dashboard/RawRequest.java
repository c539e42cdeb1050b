// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request as it goes over the wire, every header as the test says it. */
final class RawRequest {
    private final String line;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private byte[] body = new byte[0];

    private RawRequest(String line) {
        this.line = line;
    }

    static RawRequest of(String method, String path) {
        return new RawRequest(method + " " + path + " HTTP/1.1");
    }

    /** Sets a header; an empty value leaves it out. */
    RawRequest with(String name, String value) {
        headers.remove(name);
        return value.isEmpty() ? this : also(name, value);
    }

    /** Adds a header once more. */
    RawRequest also(String name, String value) {
        headers.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        return this;
    }

    RawRequest body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return with("Content-Length", Integer.toString(body.length));
    }

    /** What came back. */
    record Answer(int status, Map<String, List<String>> headers, String body) {
        Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }
    }

    /** The head as it is sent. */
    String head() {
        StringBuilder head = new StringBuilder(line).append("\r\n");
        headers.forEach((name, values) -> values.forEach(
                value -> head.append(name).append(": ").append(value).append("\r\n")));
        return head.append("Connection: close\r\n\r\n").toString();
    }

    Answer send(int port) {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head().getBytes(StandardCharsets.UTF_8));
            writeBody(socket);
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server may end the connection before it has read all of a body that it refuses. */
    private void writeBody(Socket socket) {
        try {
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The answer says why.
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String text;
        try {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Reset after a refusal, with the answer lost.
            return new Answer(0, Map.of(), "");
        }
        if (text.isEmpty()) {
            return new Answer(0, Map.of(), "");
        }
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(": ?", 2);
            headers.computeIfAbsent(parts[0], any -> new ArrayList<>()).add(parts[1]);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
    }
}
