package io.resil.it.app;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The clients the application has made, by name. Thread-safe. */
final class Clients {

    private final Map<String, DrivenClient> byName = new ConcurrentHashMap<>();

    /** Makes a client of the kind the command says. Classes that this JVM or class path lacks stay untouched. */
    void make(Line command) throws Exception {
        String kind = command.require("kind");
        String type = kind.startsWith("jdk") ? "io.resil.it.app.JdkClient" : "io.resil.it.app.Apache5Client";
        DrivenClient client = Class.forName(type)
                .asSubclass(DrivenClient.class)
                .getDeclaredConstructor(Line.class)
                .newInstance(command);
        byName.put(command.require("name"), client);
    }

    DrivenClient get(Line command) {
        DrivenClient client = byName.get(command.require("client"));
        if (client == null) {
            throw new IllegalArgumentException("no such client: " + command);
        }
        return client;
    }

    void close(Line command) throws Exception {
        DrivenClient client = byName.remove(command.require("client"));
        if (client != null) {
            client.close();
        }
    }

    /** Trusts the certificate in the file that the command names; null when it names none. */
    static @Nullable SSLContext trusting(Line command) throws Exception {
        String file = command.get("trust");
        if (file == null) {
            return null;
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(Paths.get(file))) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
