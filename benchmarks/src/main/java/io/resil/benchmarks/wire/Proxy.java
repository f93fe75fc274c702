package io.resil.benchmarks.wire;

import io.resil.benchmarks.Processes;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A proxy between caller and server, as a sidecar is: one thread, connections kept on both sides, no log. Those are
 * measured that the machine has.
 */
final class Proxy implements AutoCloseable {

    /** Before the name of each in what is shown. */
    static final String THROUGH = "through ";

    private static final int LOOKS = 400;
    private static final long MILLIS_BETWEEN = 25;

    private final String name;
    private final Process process;
    private final int port;

    private Proxy(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
    }

    /** In front of a server on a port of loopback. Says which ones it did not find. */
    static List<Proxy> allInstalled(int server) throws IOException, InterruptedException {
        List<Proxy> started = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Optional<Path> program = kind.find();
            if (program.isPresent()) {
                started.add(start(kind, program.get(), server));
            } else {
                System.out.println(kind.title + " is not installed: left out");
            }
        }
        return started;
    }

    private static Proxy start(Kind kind, Path program, int server) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("proxy");
        int port = freePort();
        Path configuration =
                Files.writeString(directory.resolve("proxy.conf"), kind.configuration(directory, port, server));
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(kind.arguments.split(" ", -1)));
        command.add(configuration.toString());
        Path log = directory.resolve("out.txt");
        Process process = Processes.of(command).redirectOutput(log.toFile()).start();
        Proxy proxy = new Proxy(kind.title, process, port);
        if (!proxy.listens()) {
            proxy.close();
            throw new IOException(kind.title + " did not start: " + Files.readString(log));
        }
        return proxy;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (ConnectException e) {
                if (process.waitFor(MILLIS_BETWEEN, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    String title() {
        return THROUGH + name;
    }

    String url() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private enum Kind {
        NGINX("nginx", "-c") {
            @Override
            String configuration(Path directory, int port, int server) {
                return """
                        daemon off;
                        master_process off;
                        pid %1$s/pid;
                        error_log %1$s/error.log;
                        events { worker_connections 1024; }
                        http {
                          access_log off;
                          client_body_temp_path %1$s/body;
                          proxy_temp_path %1$s/proxy;
                          fastcgi_temp_path %1$s/fastcgi;
                          uwsgi_temp_path %1$s/uwsgi;
                          scgi_temp_path %1$s/scgi;
                          keepalive_requests 1000000000;
                          upstream pong {
                            server 127.0.0.1:%3$d;
                            keepalive 64;
                            keepalive_requests 1000000000;
                          }
                          server {
                            listen 127.0.0.1:%2$d;
                            location / {
                              proxy_pass http://pong;
                              proxy_http_version 1.1;
                              proxy_set_header Connection "";
                            }
                          }
                        }
                        """
                        .formatted(directory, port, server);
            }
        },
        HAPROXY("haproxy", "-db -f") {
            @Override
            String configuration(Path directory, int port, int server) {
                return """
                        global
                          nbthread 1
                        defaults
                          mode http
                          option http-keep-alive
                          http-reuse always
                          timeout connect 3s
                          timeout client 60s
                          timeout server 60s
                        listen pong
                          bind 127.0.0.1:%d
                          server pong 127.0.0.1:%d
                        """
                        .formatted(port, server);
            }
        };

        private final String title;
        /** Before the path of its configuration. */
        private final String arguments;

        Kind(String title, String arguments) {
            this.title = title;
            this.arguments = arguments;
        }

        abstract String configuration(Path directory, int port, int server);

        /** Debian keeps them where only the administrator's path leads. */
        private Optional<Path> find() {
            return Stream.of((System.getenv("PATH") + File.pathSeparator + "/usr/local/sbin:/usr/sbin")
                            .split(File.pathSeparator, -1))
                    .map(directory -> Path.of(directory, title))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }
}
