package io.resil.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A key and a self-signed certificate for the addresses of all services, made when first needed. */
final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore keys;
    private final Path store;
    private final Path certificate;

    private Certificates(KeyStore keys, Path store, Path certificate) {
        this.keys = keys;
        this.store = store;
        this.certificate = certificate;
    }

    private static final class Lazy {
        static final Certificates OF_SERVERS = make();
    }

    private static final class LazyOther {
        static final Certificates OF_NOBODY = make();
    }

    static Certificates get() {
        return Lazy.OF_SERVERS;
    }

    /** Those of no server: whoever trusts them alone trusts none. */
    static Certificates ofNobody() {
        return LazyOther.OF_NOBODY;
    }

    /** A file to trust, PEM. */
    Path certificate() {
        return certificate;
    }

    /** The key and the certificate, PKCS12. */
    Path keyStore() {
        return store;
    }

    String password() {
        return new String(PASSWORD);
    }

    SSLSocketFactory serverSockets() {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificates make() {
        try {
            Path folder = Files.createTempDirectory("certificates");
            Path store = folder.resolve("server.p12");
            String names = IntStream.rangeClosed(1, Scenes.MOST_SERVICES)
                    .mapToObj(n -> "ip:" + Scenes.address(n))
                    .collect(Collectors.joining(",", "san=dns:localhost,ip:127.0.0.1,", ""));
            runKeytool(store, names);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD);
            }
            String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.getCertificate("server").getEncoded());
            Path certificate = Files.writeString(
                    folder.resolve("server.pem"),
                    "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
            return new Certificates(keys, store, certificate);
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void runKeytool(Path store, String names) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        names,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }
}
