package io.speecheq.dashboard.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.dashboard.access.Access;
import io.speecheq.dashboard.access.Tokens;
import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.dashboard.http.DashboardServer;
import io.speecheq.dashboard.http.Health;
import io.speecheq.dashboard.http.Service;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "correct-horse";

    @TempDir
    private Path folder;

    @Test
    void aKeyStoreMakesItHttpsAndCookiesSecure() throws Exception {
        SSLContext tls = new KeyStoreFile(keyStore(), PASSWORD).context();
        Access access = Access.by(Tokens.parse(List.of("viewer 0123456789abcdef")));
        try (DrivenCalls driven = new DrivenCalls();
                DashboardServer server = DashboardServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Service.open(driven.view(), () -> new Health(true, "RUNNING"))
                                .withTls(tls)
                                .withAccess(access))) {
            HttpResponse<String> in = HttpClient.newBuilder()
                    .sslContext(tls)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("https://localhost:"
                                            + server.address().getPort() + "/api/session"))
                                    .POST(BodyPublishers.ofString("{\"token\":\"0123456789abcdef\"}"))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(in.statusCode()).isEqualTo(200);
            assertThat(in.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure");
        }
    }

    @Test
    void aWrongPasswordIsSaidInALine() throws Exception {
        Path file = keyStore();

        assertThatThrownBy(() -> new KeyStoreFile(file, "wrong").context())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is its password right?")
                .hasMessageNotContaining("\n");
    }

    /** Made by the JDK's own tool: a key and a certificate for localhost that it signed itself. */
    private Path keyStore() throws Exception {
        Path file = folder.resolve("dashboard.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "dashboard",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return file;
    }
}
